package myidc.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;

/** An issued invoice of which something is open. */
record Owed(long invoice, YearMonth month, BigDecimal open, LocalDate dueOn, Map<String, BigDecimal> charges) {
    Owed less(BigDecimal amount) {
        return new Owed(invoice, month, open.subtract(amount), dueOn, charges);
    }

    boolean overdue(LocalDate today) {
        return dueOn.isBefore(today);
    }
}
