package myidc.billing.event;

import java.math.BigDecimal;

/** One side of an entry booked by hand; debit is positive. */
public record BookedSide(String account, BigDecimal amount) {}
