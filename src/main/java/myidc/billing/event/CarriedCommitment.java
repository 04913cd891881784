package myidc.billing.event;

import java.math.BigDecimal;

/**
 * What a commitment hands on to the next month.
 *
 * @param unused value of usage it still covers
 * @param usedInTerm value of what was used since it began
 */
public record CarriedCommitment(String priceEntry, BigDecimal unused, BigDecimal usedInTerm) {}
