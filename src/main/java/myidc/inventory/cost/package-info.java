/** What a device is still worth: sums over plain values. */
@NullMarked
package myidc.inventory.cost;

import org.jspecify.annotations.NullMarked;
