/** What screens and contracts see of guests and hosts. */
@NullMarked
package myidc.compute.read;

import org.jspecify.annotations.NullMarked;
