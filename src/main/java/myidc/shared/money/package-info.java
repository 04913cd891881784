/**
 * Amounts with their currency, unit prices finer than a minor unit, and the one place where rounding happens; knows
 * nothing of who pays whom.
 */
@NullMarked
package myidc.shared.money;

import org.jspecify.annotations.NullMarked;
