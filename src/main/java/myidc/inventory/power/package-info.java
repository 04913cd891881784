/** What hands on power carries, what survives the loss of a side, what a lost feed takes along: sums over plain values. */
@NullMarked
package myidc.inventory.power;

import org.jspecify.annotations.NullMarked;
