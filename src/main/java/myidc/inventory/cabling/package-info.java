/** Paths through cables and patch panels, and how contended uplinks are: sums over plain values. */
@NullMarked
package myidc.inventory.cabling;

import org.jspecify.annotations.NullMarked;
