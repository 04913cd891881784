package myidc.billing.event;

import myidc.shared.money.Rounding;

/**
 * How a legal entity names itself and bills.
 *
 * @param currency ISO 4217 code its books are kept in
 * @param numberFormat of its invoices: {@code {entity}}, {@code {year}}, {@code {serial}} or {@code {serial:6}} and plain text
 * @param paymentDays days after the issue until an invoice is due
 * @param reviewed whether its invoices wait for review before they are issued
 */
public record EntityTerms(
        String name,
        String taxNumber,
        String address,
        String bank,
        String currency,
        Rounding rounding,
        String numberFormat,
        int paymentDays,
        boolean reviewed) {}
