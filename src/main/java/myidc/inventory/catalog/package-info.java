/**
 * Device types, reference data kept as plain rows: what a maker says of a model. Devices take a copy when they are
 * ordered or received, so that a correction here changes no history.
 */
@NullMarked
package myidc.inventory.catalog;

import org.jspecify.annotations.NullMarked;
