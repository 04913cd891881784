package myidc.billing.event;

import java.math.BigDecimal;
import java.util.List;

/**
 * The lines of an invoice that bear one tax; the tax is rounded once for all of them.
 *
 * @param rate as a fraction: 0.06 for six percent
 * @param net what the lines come to without tax
 * @param lines their numbers
 */
public record TaxGroup(String name, BigDecimal rate, BigDecimal net, BigDecimal tax, List<Integer> lines) {
    public TaxGroup {
        lines = List.copyOf(lines);
    }
}
