/** What screens, contracts and the closing of months see of prices, presence, invoices and postings. */
@NullMarked
package myidc.billing.read;

import org.jspecify.annotations.NullMarked;
