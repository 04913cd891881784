package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import myidc.billing.AccountCommand.CloseMonth;
import myidc.billing.AccountCommand.RateMonth;
import myidc.billing.BillingRefusal;
import myidc.billing.event.InvoiceLine;
import myidc.billing.rating.RatedLine;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Adjustments;
import myidc.billing.read.Charges;
import myidc.billing.read.Charges.Charged;
import myidc.billing.read.Documents;
import myidc.platform.axon.Commands;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import myidc.shared.time.BillingMonth;
import org.jspecify.annotations.Nullable;

/**
 * Closes an account's month: rates it, adds what late facts owe to earlier months, issues the invoice, and closes. Runs
 * inside a call of {@link Commands}, so that invoice and closed month stand or fall together.
 */
@Singleton
public final class MonthCloser {
    private final Commands commands;
    private final Charges charges;
    private final Adjustments adjustments;
    private final InvoiceDesk desk;
    private final Documents documents;

    MonthCloser(Commands commands, Charges charges, Adjustments adjustments, InvoiceDesk desk, Documents documents) {
        this.commands = commands;
        this.charges = charges;
        this.adjustments = adjustments;
        this.desk = desk;
        this.documents = documents;
    }

    /**
     * The invoice of the month, or null when nothing is owed. Earlier open months in which nothing was used are closed on
     * the way; one in which something was used has to be closed by itself first.
     */
    public @Nullable InvoiceId close(AccountRow account, YearMonth month) {
        return close(account, month, false);
    }

    /** Like {@link #close(AccountRow, YearMonth)}; {@code review} drafts the invoice instead of issuing it. */
    public @Nullable InvoiceId close(AccountRow account, YearMonth month, boolean review) {
        refuseUnreviewed(account);
        AccountRow open = account;
        while (open.nextMonth().isBefore(month)) {
            refuseUsed(open);
            commands.send(new CloseMonth(open.id(), open.nextMonth(), null, BigDecimal.ZERO));
            open = open.closed();
        }
        BillingMonth closing = new BillingMonth(month, open.zone());
        Charged charged = charges.of(open, closing);
        List<InvoiceLine> lines = lines(open, closing, charged);
        keep(RatedMonth.of(open, closing, charged, charges.rating(open)));
        if (lines.isEmpty()) {
            commands.send(new CloseMonth(open.id(), month, null, BigDecimal.ZERO));
            return null;
        }
        return desk.bill(open, month, lines, review);
    }

    /** What closing the month would invoice, tax included; nothing is written. Null when nothing is owed. */
    public @Nullable Preview preview(AccountRow account, YearMonth month) {
        refuseUnreviewed(account);
        AccountRow open = account;
        while (open.nextMonth().isBefore(month)) {
            refuseUsed(open);
            open = open.closed();
        }
        BillingMonth closing = new BillingMonth(month, open.zone());
        List<InvoiceLine> lines = lines(open, closing, charges.of(open, closing));
        return lines.isEmpty() ? null : new Preview(desk.taxed(open, lines).total(), lines.size());
    }

    private void refuseUsed(AccountRow open) {
        if (!charges.of(open, open.openMonth()).lines().isEmpty()) {
            throw Refused.field(BillingRefusal.MONTH_OUT_OF_ORDER, "month", open.nextMonth() + " must be closed first");
        }
    }

    /** What a draft bills is billed only once it is issued: until then an adjustment could not tell. */
    private void refuseUnreviewed(AccountRow account) {
        if (documents.awaitsReview(account.id())) {
            throw Refused.because(
                    BillingRefusal.DRAFT_AWAITS_REVIEW, "An invoice of an earlier month awaits review; issue it first");
        }
    }

    /** Lines of hours tell their sum by themselves; nothing is kept of a month that has no others. */
    private void keep(RateMonth rated) {
        if (!rated.charges().isEmpty()
                || !rated.measured().isEmpty()
                || !rated.carried().isEmpty()) {
            commands.send(rated);
        }
    }

    private List<InvoiceLine> lines(AccountRow account, BillingMonth month, Charged charged) {
        List<InvoiceLine> lines = new ArrayList<>();
        for (RatedLine rated : charged.lines()) {
            lines.add(usage(rated, charged.nameOf(rated), month));
        }
        lines.addAll(adjustments.due(account));
        return lines;
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

    /** What a closing would bring: the invoice's total and its count of lines. */
    public record Preview(BigDecimal total, int lines) {}
}
