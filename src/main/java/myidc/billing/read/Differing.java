package myidc.billing.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import myidc.billing.event.InvoiceLine;
import myidc.billing.rating.RatedLine;
import org.jspecify.annotations.Nullable;

/** Names what of a line comes out otherwise when it is reckoned again. */
public final class Differing {
    private Differing() {}

    /**
     * The figures that are others now; empty where all are the same.
     *
     * @param quantity as it was kept when the month was rated; empty of a line of hours
     * @param again the line as it comes out now; null where the facts give none
     * @param found how many of the line's facts are in the store
     */
    static List<Difference> between(
            InvoiceLine line, Optional<BigDecimal> quantity, @Nullable RatedLine again, int found) {
        List<Difference> differences = new ArrayList<>();
        add(differences, "facts", line.events().size(), found);
        if (again == null) {
            return differences;
        }
        add(differences, "from", line.from(), again.period().from());
        add(differences, "until", line.until(), again.period().until());
        add(differences, "hours", line.hours(), again.hours());
        add(differences, "hoursOfSpan", line.hoursOfSpan(), again.hoursOfSpan());
        add(differences, "priceEntry", line.priceEntry(), again.price().id());
        add(
                differences,
                "unitPrice",
                plain(line.unitPrice()),
                plain(again.price().hourly().amount()));
        add(
                differences,
                "monthlyCap",
                plain(line.monthlyCap()),
                plain(again.price().monthlyCap().amount()));
        add(differences, "capped", line.capped(), again.capped());
        if (quantity.isPresent() && again.workings() != null) {
            add(
                    differences,
                    "quantity",
                    plain(quantity.get()),
                    plain(again.workings().quantity()));
        }
        return differences;
    }

    private static void add(List<Difference> differences, String what, Object billed, Object now) {
        if (!billed.equals(now)) {
            differences.add(new Difference(what, billed.toString(), now.toString()));
        }
    }

    private static String plain(BigDecimal figure) {
        return figure.stripTrailingZeros().toPlainString();
    }

    /** A figure of the line as it was billed, and as it comes out now. */
    public record Difference(String what, String billed, String now) {}
}
