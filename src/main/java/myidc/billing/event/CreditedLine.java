package myidc.billing.event;

import java.math.BigDecimal;

/**
 * What a credit note takes back of an invoice's line, as positive figures.
 *
 * @param number the line's number on its invoice
 */
public record CreditedLine(int number, String charge, BigDecimal amount, BigDecimal tax) {}
