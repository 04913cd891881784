package myidc.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import myidc.billing.AccountCommand.OpenAccount;
import myidc.billing.InvoiceCommand.Bill;
import myidc.billing.InvoiceCommand.IssueInvoice;
import myidc.billing.event.InvoiceLine;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import myidc.shared.time.BillingMonth;

/** Invoices as facts of the store, with lines of the test's choosing. */
@ApplicationScoped
public class IssuedInvoices {
    private static final ZoneId SHANGHAI = BillingMonth.DEFAULT_ZONE;

    @Inject
    Commands commands;

    @Inject
    Sequences sequences;

    public InvoiceId issue(TenantId tenant, YearMonth month, List<InvoiceLine> lines) {
        commands.send(new OpenAccount(
                new AccountId(tenant.value()),
                tenant,
                "CNY",
                SHANGHAI,
                "MYIDC",
                Instant.parse("2001-01-01T00:00:00Z")));
        InvoiceId id = new InvoiceId(sequences.next("invoice"));
        commands.send(new IssueInvoice(
                id,
                new Bill(
                        new AccountId(tenant.value()),
                        tenant,
                        "MYIDC",
                        month,
                        SHANGHAI,
                        "CNY",
                        "VAT",
                        new BigDecimal("0.06"),
                        lines)));
        return id;
    }

    /** A machine of 0.036 CNY an hour, at most 24 CNY, in the whole of a month. */
    public static InvoiceLine usage(int number, YearMonth month, long hours, String amount, String name) {
        var period = new BillingMonth(month, SHANGHAI).period();
        return line(number, InvoiceLine.Kind.USAGE, month, hours, amount, name, period.from(), period.until());
    }

    public static InvoiceLine adjustment(int number, YearMonth month, String amount, String name) {
        var period = new BillingMonth(month, SHANGHAI).period();
        return line(number, InvoiceLine.Kind.ADJUSTMENT, month, 0, amount, name, period.from(), period.until());
    }

    /** The line as a charge for something else. */
    public static InvoiceLine charged(InvoiceLine like, String charge) {
        return new InvoiceLine(
                like.number(),
                like.kind(),
                like.resource(),
                like.resourceName(),
                charge,
                like.region(),
                like.usageMonth(),
                like.from(),
                like.until(),
                like.hours(),
                like.hoursOfSpan(),
                like.unitPrice(),
                like.monthlyCap(),
                like.capped(),
                like.priceEntry(),
                like.amount(),
                like.tax(),
                like.events());
    }

    private static InvoiceLine line(
            int number,
            InvoiceLine.Kind kind,
            YearMonth month,
            long hours,
            String amount,
            String name,
            Instant from,
            Instant until) {
        BigDecimal figure = new BigDecimal(amount);
        return new InvoiceLine(
                number,
                kind,
                "instance-" + (700_000_000L + number),
                name,
                "instance:g6-nanode-1",
                "cn-sha",
                month,
                from,
                until,
                hours,
                hours,
                new BigDecimal("0.036"),
                new BigDecimal("24"),
                false,
                "pricebook-1/1",
                figure,
                figure.multiply(new BigDecimal("0.06")).setScale(2, java.math.RoundingMode.HALF_UP),
                List.of("instance-" + (700_000_000L + number) + "#3"));
    }
}
