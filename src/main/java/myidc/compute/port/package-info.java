/** What compute asks of the machine room. */
@NullMarked
package myidc.compute.port;

import org.jspecify.annotations.NullMarked;
