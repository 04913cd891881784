package myidc.billing.paper;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import myidc.billing.event.Party;
import myidc.billing.event.TaxGroup;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An invoice, a statement of an internal department, or a credit note, as it is printed.
 *
 * @param id tells this paper from every other of its kind, also across entities
 * @param corrects the number of the invoice that a credit note takes lines of back; null on any other paper
 * @param reason why it was credited; null on any other paper
 * @param taxes its lines by the tax they bear, in order of rate
 */
public record InvoicePaper(
        Kind kind,
        long id,
        String number,
        @Nullable String corrects,
        @Nullable String reason,
        Parties parties,
        Dates dates,
        List<Line> lines,
        List<TaxGroup> taxes,
        Sums sums) {
    public InvoicePaper {
        lines = List.copyOf(lines);
        taxes = List.copyOf(taxes);
    }

    public Currency currency() {
        return sums.total().currency();
    }

    /** What kind of paper it is. */
    public enum Kind {
        INVOICE,
        STATEMENT,
        CREDIT_NOTE
    }

    /** Who bills whom. */
    public record Parties(Party issuer, Party buyer) {}

    /**
     * When.
     *
     * @param issuedAt the instant behind {@code issuedOn}
     * @param dueOn null where nothing is to be paid
     * @param from first day billed
     * @param until last day billed
     */
    public record Dates(
            Instant issuedAt, LocalDate issuedOn, @Nullable LocalDate dueOn, LocalDate from, LocalDate until) {}

    /** What it comes to; on a credit note, what is taken back, positive. */
    public record Sums(Money subtotal, Money tax, Money total) {}

    /**
     * A line.
     *
     * @param text what was charged and what its owner calls it
     * @param adjusts the closed month that an adjustment corrects; null on a line of use
     * @param hours started hours; 0 where hours do not make the price
     * @param taxRate as a fraction
     */
    public record Line(
            int number,
            String text,
            @Nullable YearMonth adjusts,
            long hours,
            BigDecimal unitPrice,
            BigDecimal amount,
            BigDecimal taxRate) {}
}
