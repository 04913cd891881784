/**
 * Usage times price, as pure functions: the same spans in any order, even told twice, give the same lines to the cent.
 * Knows no store, no clock and no tenant.
 */
@NullMarked
package myidc.billing.rating;

import org.jspecify.annotations.NullMarked;
