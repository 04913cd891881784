/** Tax of an invoice's lines, as pure functions: rounded once per rate, spread back by largest remainder. */
@NullMarked
package myidc.billing.tax;

import org.jspecify.annotations.NullMarked;
