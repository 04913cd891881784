package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import myidc.billing.AccountCommand.CloseMonth;
import myidc.billing.BillingRefusal;
import myidc.billing.BillingSettings;
import myidc.billing.InvoiceCommand.Bill;
import myidc.billing.InvoiceCommand.IssueInvoice;
import myidc.billing.event.InvoiceLine;
import myidc.billing.rating.RatedLine;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Adjustments;
import myidc.billing.read.Charges;
import myidc.billing.read.Charges.Charged;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import myidc.shared.money.Money;
import myidc.shared.money.Spread;
import myidc.shared.time.BillingMonth;
import org.jspecify.annotations.Nullable;

/**
 * Closes an account's month: rates it, adds what late facts owe to earlier months, issues the invoice, and closes. Runs
 * inside a call of {@link Commands}, so that invoice and closed month stand or fall together.
 */
@Singleton
public final class MonthCloser {
    private final Commands commands;
    private final Sequences sequences;
    private final Charges charges;
    private final Adjustments adjustments;
    private final BillingSettings settings;

    MonthCloser(
            Commands commands,
            Sequences sequences,
            Charges charges,
            Adjustments adjustments,
            BillingSettings settings) {
        this.commands = commands;
        this.sequences = sequences;
        this.charges = charges;
        this.adjustments = adjustments;
        this.settings = settings;
    }

    /**
     * The invoice of the month, or null when nothing is owed. Earlier open months in which nothing was used are closed on
     * the way; one in which something was used has to be closed by itself first.
     */
    public @Nullable InvoiceId close(AccountRow account, YearMonth month) {
        AccountRow open = account;
        while (open.nextMonth().isBefore(month)) {
            if (!charges.of(open, open.openMonth()).lines().isEmpty()) {
                throw Refused.field(
                        BillingRefusal.MONTH_OUT_OF_ORDER, "month", open.nextMonth() + " must be closed first");
            }
            commands.send(new CloseMonth(open.id(), open.nextMonth(), null, BigDecimal.ZERO));
            open = open.closed();
        }
        List<InvoiceLine> lines = lines(open, new BillingMonth(month, open.zone()));
        if (lines.isEmpty()) {
            commands.send(new CloseMonth(open.id(), month, null, BigDecimal.ZERO));
            return null;
        }
        BigDecimal total =
                lines.stream().map(line -> line.amount().add(line.tax())).reduce(BigDecimal.ZERO, BigDecimal::add);
        InvoiceId invoice = new InvoiceId(sequences.next("invoice"));
        commands.send(new CloseMonth(open.id(), month, invoice, total));
        commands.send(new IssueInvoice(invoice, bill(open, month, lines)));
        return invoice;
    }

    private Bill bill(AccountRow account, YearMonth month, List<InvoiceLine> lines) {
        return new Bill(
                account.id(),
                account.tenantId(),
                account.entity(),
                month,
                account.zone(),
                account.currency().getCurrencyCode(),
                settings.taxName(),
                settings.taxRate(),
                lines);
    }

    private List<InvoiceLine> lines(AccountRow account, BillingMonth month) {
        Charged charged = charges.of(account, month);
        List<InvoiceLine> lines = new ArrayList<>();
        for (RatedLine rated : charged.lines()) {
            lines.add(usage(rated, charged.nameOf(rated), month));
        }
        lines.addAll(adjustments.due(account));
        return taxed(account, lines);
    }

    /** The tax of all lines is rounded once and spread back over them, so that their sum is the invoice's tax. */
    private List<InvoiceLine> taxed(AccountRow account, List<InvoiceLine> lines) {
        List<BigDecimal> exact = lines.stream()
                .map(line -> line.amount().multiply(settings.taxRate()))
                .toList();
        Money tax =
                settings.rounding().round(exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add), account.currency());
        List<Money> taxes = Spread.over(tax, exact);
        List<InvoiceLine> numbered = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            numbered.add(lines.get(index).numbered(index + 1, taxes.get(index).amount()));
        }
        return numbered;
    }

    private static InvoiceLine usage(RatedLine rated, String name, BillingMonth month) {
        return new InvoiceLine(
                0,
                InvoiceLine.Kind.USAGE,
                rated.resource(),
                name,
                rated.sku().charge(),
                rated.sku().region(),
                month.month(),
                rated.period().from(),
                rated.period().until(),
                rated.hours(),
                rated.hoursOfSpan(),
                rated.price().hourly().amount(),
                rated.price().monthlyCap().amount(),
                rated.capped(),
                rated.price().id(),
                rated.amount().amount(),
                BigDecimal.ZERO,
                rated.events());
    }
}
