package myidc.billing.paper;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import myidc.billing.event.Party;
import myidc.billing.event.TaxGroup;
import myidc.billing.paper.InvoicePaper.Kind;
import myidc.billing.paper.InvoicePaper.Line;
import myidc.shared.money.Money;

/** Papers of a cloud company in Shanghai. */
final class SamplePapers {
    static final Party ISSUER =
            new Party("上海云数据中心有限公司", "91310000MA1K0001XX", "上海市浦东新区 1 号", "6222 0200 0000 0001", "");
    static final Party BUYER = new Party("喆堃科技 Zhekun <&> Ltd", "91310000MA1K0002XX", "北京市海淀区", "", "a@example.com");

    private SamplePapers() {}

    /** Machines at 6 %, a rack at 13 %, and an adjustment below zero. */
    static InvoicePaper invoice() {
        return paper(
                Kind.INVOICE,
                List.of(
                        line(1, "g6-nanode-1 - web (42)", null, 672, "0.036", "24.00", "0.06"),
                        line(2, "g6-nanode-1 - db (43)", null, 10, "0.036", "0.36", "0.06"),
                        line(3, "whole - 机柜 A-01 (7)", null, 0, "0", "4800.00", "0.13"),
                        line(4, "g6-nanode-1 - web (42)", YearMonth.parse("2026-05"), 0, "0", "-12.96", "0.06")),
                List.of(
                        new TaxGroup("VAT", dec("0.06"), dec("11.40"), dec("0.68"), List.of(1, 2, 4)),
                        new TaxGroup("VAT", dec("0.13"), dec("4800.00"), dec("624.00"), List.of(3))));
    }

    static InvoicePaper creditNote() {
        return paper(
                Kind.CREDIT_NOTE,
                List.of(line(3, "whole - 机柜 A-01 (7)", null, 0, "0", "4800.00", "0.13")),
                List.of(new TaxGroup("VAT", dec("0.13"), dec("4800.00"), dec("624.00"), List.of(3))));
    }

    /** Of an issuer that has no tax number and charges no tax. */
    static InvoicePaper untaxed() {
        InvoicePaper like = paper(
                Kind.INVOICE,
                List.of(line(1, "g6-nanode-1 - web (42)", null, 10, "0.036", "0.36", "0")),
                List.of(new TaxGroup("VAT", BigDecimal.ZERO, dec("0.36"), BigDecimal.ZERO, List.of(1))));
        return new InvoicePaper(
                like.kind(),
                like.id(),
                like.number(),
                null,
                null,
                new InvoicePaper.Parties(
                        new Party("Small shop", "", "", "", ""), new Party("Somebody", "", "", "", "")),
                like.dates(),
                like.lines(),
                like.taxes(),
                like.sums());
    }

    static InvoicePaper long_(int lines) {
        List<Line> many = new ArrayList<>();
        for (int number = 1; number <= lines; number++) {
            many.add(line(
                    number,
                    "g6-nanode-1 - machine-" + number + " 一台名字很长很长的云主机用于测试换行 (" + number + ")",
                    null,
                    1,
                    "0.036",
                    "0.04",
                    "0.06"));
        }
        BigDecimal net = dec("0.04").multiply(BigDecimal.valueOf(lines));
        BigDecimal tax = net.multiply(dec("0.06")).setScale(2, java.math.RoundingMode.HALF_UP);
        return paper(
                Kind.INVOICE,
                many,
                List.of(new TaxGroup(
                        "VAT",
                        dec("0.06"),
                        net,
                        tax,
                        many.stream().map(Line::number).toList())));
    }

    static Line line(int number, String text, YearMonth adjusts, long hours, String price, String amount, String rate) {
        return new Line(number, text, adjusts, hours, dec(price), dec(amount), dec(rate));
    }

    private static InvoicePaper paper(Kind kind, List<Line> lines, List<TaxGroup> taxes) {
        BigDecimal net = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal tax = taxes.stream().map(TaxGroup::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean credit = kind == Kind.CREDIT_NOTE;
        return new InvoicePaper(
                kind,
                17,
                credit ? "SH-CN-000003" : "SH/2026/0017",
                credit ? "SH/2026/0017" : null,
                credit ? "wrong rack" : null,
                new InvoicePaper.Parties(ISSUER, BUYER),
                new InvoicePaper.Dates(
                        Instant.parse("2026-07-01T01:00:00Z"),
                        LocalDate.parse("2026-07-01"),
                        credit ? null : LocalDate.parse("2026-07-16"),
                        LocalDate.parse("2026-06-01"),
                        LocalDate.parse("2026-06-30")),
                lines,
                taxes,
                new InvoicePaper.Sums(money(net), money(tax), money(net.add(tax))));
    }

    private static Money money(BigDecimal amount) {
        return new Money(amount, java.util.Currency.getInstance("CNY"));
    }

    private static BigDecimal dec(String text) {
        return new BigDecimal(text);
    }
}
