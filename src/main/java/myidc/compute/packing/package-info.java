/** How guests are packed on hosts: policies, what they cost, and a fleet in memory to try them on. No state, no clock. */
@NullMarked
package myidc.compute.packing;

import org.jspecify.annotations.NullMarked;
