/** How full racks are, what limits each, and where more would go: sums over plain values, without database or clock. */
@NullMarked
package myidc.inventory.capacity;

import org.jspecify.annotations.NullMarked;
