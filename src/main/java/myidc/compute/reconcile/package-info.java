/** Makes the machine room match what was decided, at its own bounded pace. */
@NullMarked
package myidc.compute.reconcile;

import org.jspecify.annotations.NullMarked;
