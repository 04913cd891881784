/** Finds a host, an address and a label for a guest to be, all of it in one transaction. */
@NullMarked
package myidc.compute.placement;

import org.jspecify.annotations.NullMarked;
