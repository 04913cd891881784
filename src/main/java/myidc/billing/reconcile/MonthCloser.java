package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
import myidc.billing.reconcile.InvoiceDesk.Prepared;
import myidc.platform.axon.Commands;
import myidc.platform.db.ReadAhead;
import myidc.shared.Refused;
import myidc.shared.id.AccountId;
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
    private final ReadAhead ahead;

    MonthCloser(
            Commands commands,
            Charges charges,
            Adjustments adjustments,
            InvoiceDesk desk,
            Documents documents,
            ReadAhead ahead) {
        this.commands = commands;
        this.charges = charges;
        this.adjustments = adjustments;
        this.desk = desk;
        this.documents = documents;
        this.ahead = ahead;
    }

    /**
     * The invoice of the month, or null when nothing is owed. Earlier open months in which nothing was used are closed on
     * the way; one in which something was used has to be closed by itself first.
     */
    public @Nullable InvoiceId close(AccountRow account, YearMonth month) {
        return carryOut(plan(account, month), false);
    }

    /**
     * Reads at once what closing the month of many accounts asks for; of an account with an earlier month open, nothing.
     * What is read holds for the transaction or until {@link ReadAhead#forget}.
     */
    void readAhead(List<AccountRow> accounts, YearMonth month) {
        Map<ZoneId, List<AccountRow>> byZone = accounts.stream()
                .filter(account -> account.nextMonth().equals(month))
                .collect(Collectors.groupingBy(AccountRow::zone));
        byZone.forEach((zone, some) -> charges.readAhead(some, new BillingMonth(month, zone).period()));
        adjustments.readAhead(accounts.stream().map(AccountRow::tenantId).toList());
        desk.readAhead(accounts);
        Set<AccountId> drafted =
                documents.awaitReview(accounts.stream().map(AccountRow::id).toList());
        accounts.forEach(account -> ahead.keep(new Awaited(account.id()), drafted.contains(account.id())));
    }

    /** Rates the month and all that goes with it; nothing is written, so one that fails leaves others be. */
    Plan plan(AccountRow account, YearMonth month) {
        refuseUnreviewed(account);
        List<YearMonth> unused = new ArrayList<>();
        AccountRow open = account;
        while (open.nextMonth().isBefore(month)) {
            refuseUsed(open);
            unused.add(open.nextMonth());
            open = open.closed();
        }
        BillingMonth closing = new BillingMonth(month, open.zone());
        Charged charged = charges.of(open, closing);
        List<InvoiceLine> lines = lines(open, closing, charged);
        return new Plan(
                open,
                month,
                unused,
                RatedMonth.of(open, closing, charged, charges.rating(open)),
                lines.isEmpty() ? null : desk.prepare(open, lines));
    }

    /** Does what was planned; {@code review} drafts the invoice instead of issuing it. Null when nothing is owed. */
    @Nullable
    InvoiceId carryOut(Plan plan, boolean review) {
        AccountId account = plan.open().id();
        plan.unused().forEach(month -> commands.send(new CloseMonth(account, month, null, BigDecimal.ZERO)));
        keep(plan.rated());
        Prepared document = plan.document();
        if (document == null) {
            commands.send(new CloseMonth(account, plan.month(), null, BigDecimal.ZERO));
            return null;
        }
        return desk.bill(plan.open(), plan.month(), document, review);
    }

    private void refuseUsed(AccountRow open) {
        if (!charges.of(open, open.openMonth()).lines().isEmpty()) {
            throw Refused.field(BillingRefusal.MONTH_OUT_OF_ORDER, "month", open.nextMonth() + " must be closed first");
        }
    }

    /** What a draft bills is billed only once it is issued: until then an adjustment could not tell. */
    private void refuseUnreviewed(AccountRow account) {
        if (ahead.findOr(new Awaited(account.id()), () -> documents.awaitsReview(account.id()))) {
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

    private record Awaited(AccountId account) implements ReadAhead.Key<Boolean> {}

    /**
     * A month that only has to be closed.
     *
     * @param unused earlier open months without use, closed on the way
     * @param document null when nothing is owed
     */
    record Plan(
            AccountRow open,
            YearMonth month,
            List<YearMonth> unused,
            RateMonth rated,
            @Nullable Prepared document) {
        /** Lines of the document. */
        int lines() {
            return document == null ? 0 : document.taxed().lines().size();
        }

        /** What the closing would invoice, tax included. */
        BigDecimal total() {
            return document == null ? BigDecimal.ZERO : document.taxed().total();
        }
    }
}
