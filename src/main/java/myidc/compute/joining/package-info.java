/** How a machine becomes a connected host by a command run on it: an invitation, a certificate, a connection. */
@NullMarked
package myidc.compute.joining;

import org.jspecify.annotations.NullMarked;
