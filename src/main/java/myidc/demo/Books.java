package myidc.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Adds up the books three ways: the lines of all invoices, the ledger, and what finance exports. */
final class Books {
    private static final String RECEIVABLE = "assets:receivable:";
    private static final String EVER = "from=2000-01-01&to=2200-01-01";

    /** A posting of a journal: account, currency, amount; a balance assertion has an equals sign instead of an end. */
    private static final Pattern POSTING = Pattern.compile("\\s+(\\S+)\\s+[A-Z]{3} (-?[0-9.]+)(\\s*;.*)?");

    private final PortalClient portal;
    private final String operator;

    Books(PortalClient portal, String operator) {
        this.portal = portal;
        this.operator = operator;
    }

    Totals add() {
        List<JsonNode> invoices = portal.list("/admin/v1/invoices", operator);
        List<Callable<BigDecimal>> lines = new ArrayList<>();
        for (JsonNode invoice : invoices) {
            lines.add(() -> lines(invoice.path("id").asLong()));
        }
        return new Totals(invoices.size(), sum(portal.all(lines)), ledger(), focus(), journal(), linesOf(invoices));
    }

    private static long linesOf(List<JsonNode> invoices) {
        return invoices.stream()
                .mapToLong(invoice -> invoice.path("lineCount").asLong())
                .sum();
    }

    private BigDecimal lines(long invoice) {
        return sum(portal.list("/admin/v1/invoices/" + invoice + "/lines", operator).stream()
                .map(line -> amount(line.path("amount")).add(amount(line.path("tax"))))
                .toList());
    }

    private BigDecimal ledger() {
        return sum(portal.list("/admin/v1/ledger/trial-balance", operator).stream()
                .filter(row -> row.path("account").asText().startsWith(RECEIVABLE))
                .map(row -> new BigDecimal(row.path("balance").asText()))
                .toList());
    }

    private BigDecimal focus() {
        try (Stream<String> rows = portal.lines("/export/v1/focus.csv?" + EVER, operator)) {
            Iterator<String> each = rows.iterator();
            int billed = CsvCells.of(each.next()).indexOf("BilledCost");
            BigDecimal total = BigDecimal.ZERO;
            while (each.hasNext()) {
                total = total.add(new BigDecimal(CsvCells.of(each.next()).get(billed)));
            }
            return total;
        }
    }

    private BigDecimal journal() {
        try (Stream<String> lines = portal.lines("/export/v1/journal?format=hledger&" + EVER, operator)) {
            return lines.map(Books::receivable).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /** What a line of a journal adds to what tenants owe. */
    static BigDecimal receivable(String line) {
        Matcher posting = POSTING.matcher(line);
        return posting.matches() && posting.group(1).startsWith(RECEIVABLE)
                ? new BigDecimal(posting.group(2))
                : BigDecimal.ZERO;
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.path("amount").asText("0"));
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The same money, added up four times. */
    record Totals(
            long invoices, BigDecimal invoiced, BigDecimal ledger, BigDecimal focus, BigDecimal journal, long lines) {
        boolean same() {
            return invoiced.compareTo(ledger) == 0 && invoiced.compareTo(focus) == 0 && focus.compareTo(journal) == 0;
        }
    }
}
