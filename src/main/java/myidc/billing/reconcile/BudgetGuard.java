package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import myidc.billing.BillingRefusal;
import myidc.billing.rating.PriceEntry;
import myidc.billing.rating.Sku;
import myidc.billing.rating.Span;
import myidc.billing.rating.Tariff;
import myidc.billing.rating.Unpriced;
import myidc.billing.rating.Usage;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Budgets;
import myidc.billing.read.Budgets.BudgetRow;
import myidc.billing.read.Charges;
import myidc.platform.db.Rehearsal;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what would pass a hard budget limit. The month is rated with what is asked for as if it stayed until the month's
 * end, by the tenant's own prices of whatever model; those who ask for one tenant wait for each other, so two cannot pass
 * the limit together.
 */
@Singleton
public final class BudgetGuard {
    /** Names what is not there yet; no fact is behind it. */
    private static final String WANTED = "wanted";

    private final Accounts accounts;
    private final Budgets budgets;
    private final Charges charges;
    private final Sql sql;
    private final Clock clock;

    BudgetGuard(Accounts accounts, Budgets budgets, Charges charges, Sql sql, Clock clock) {
        this.accounts = accounts;
        this.budgets = budgets;
        this.charges = charges;
        this.sql = sql;
        this.clock = clock;
    }

    /** Refused with the figures when the month's forecast with one more of this charge passes a hard limit. */
    public void mayAdd(TenantId tenant, Sku sku) {
        mayAdd(tenant, sku, BigDecimal.ONE);
    }

    /** The same for so much of what is charged by quantity. */
    public void mayAdd(TenantId tenant, Sku sku, BigDecimal quantity) {
        Instant now = clock.instant();
        Change change = (usages, until) -> {
            List<Usage> all = new ArrayList<>(usages);
            all.add(new Span(WANTED, sku, new Period(now, until), List.of(), quantity));
            return all;
        };
        mayChange(tenant, now, change);
        quote(tenant, now, new Wanted(sku, quantity, change));
    }

    /** The same when the machine, as it is, gives way to one under this charge. */
    public void mayResize(TenantId tenant, InstanceId instance, Sku sku) {
        Instant now = clock.instant();
        Change change = (usages, until) -> with(
                usages.stream()
                        .flatMap(usage ->
                                usage.resource().equals(instance.text()) ? until(now, usage) : Stream.of(usage)),
                sku,
                new Period(now, until));
        mayChange(tenant, now, change);
        quote(tenant, now, new Wanted(sku, BigDecimal.ONE, change));
    }

    /** Tells who only tries it what it would cost. */
    private void quote(TenantId tenant, Instant now, Wanted wanted) {
        Rehearsal.current()
                .ifPresent(rehearsal ->
                        accounts.of(tenant).ifPresent(account -> rehearsal.note(quote(account, now, wanted))));
    }

    private Quote quote(AccountRow account, Instant now, Wanted wanted) {
        Instant until = BillingMonth.of(now, account.zone()).period().until();
        Money more = charges.foreseen(account, now, usages -> wanted.change().of(usages, until))
                .minus(charges.foreseen(account, now, usages -> usages));
        BigDecimal hourly = null;
        BigDecimal monthly = null;
        try {
            PriceEntry entry = charges.prices(account).at(wanted.sku(), now);
            if (entry.tariff() instanceof Tariff.Hourly) {
                hourly = entry.hourly().amount().multiply(wanted.quantity());
                monthly = entry.monthlyCap().amount().multiply(wanted.quantity());
            }
        } catch (Unpriced e) {
            return new Quote(wanted.sku().charge(), wanted.quantity(), null, null, more);
        }
        return new Quote(wanted.sku().charge(), wanted.quantity(), hourly, monthly, more);
    }

    private void mayChange(TenantId tenant, Instant now, Change change) {
        List<BudgetRow> hard =
                budgets.list(tenant).stream().filter(BudgetRow::hard).toList();
        if (hard.isEmpty()) {
            return;
        }
        sql.rows("select pg_advisory_xact_lock(hashtext('budget'), hashtext(?))", row -> tenant, tenant.text());
        AccountRow account = accounts.of(tenant).orElse(null);
        if (account == null) {
            return;
        }
        Instant until = BillingMonth.of(now, account.zone()).period().until();
        UnaryOperator<List<Usage>> made = usages -> change.of(usages, until);
        Money foreseen = charges.foreseen(account, now, usages -> usages);
        Money then = charges.foreseen(account, now, made);
        for (BudgetRow budget : hard) {
            boolean more = then.compareTo(foreseen) > 0;
            if (more && then.compareTo(budget.limit()) > 0) {
                throw Refused.because(
                        BillingRefusal.BUDGET_EXCEEDED,
                        "Budget " + budget.name() + ": this month is foreseen at " + foreseen + ", this adds "
                                + then.minus(foreseen) + ", which makes " + then + " above the limit of "
                                + budget.limit());
            }
        }
    }

    private static List<Usage> with(Stream<Usage> usages, Sku sku, Period period) {
        List<Usage> all = new ArrayList<>(usages.toList());
        all.add(new Span(WANTED, sku, period, List.of()));
        return all;
    }

    private static Stream<Usage> until(Instant now, Usage usage) {
        if (!(usage instanceof Span span) || !now.isBefore(span.period().until())) {
            return Stream.of(usage);
        }
        Instant from = span.period().from();
        return from.isBefore(now)
                ? Stream.of(
                        new Span(span.resource(), span.sku(), new Period(from, now), span.events(), span.quantity()))
                : Stream.empty();
    }

    /**
     * What something asked for would cost.
     *
     * @param hourly for all of the quantity; null where it is not charged by the hour, or has no price
     * @param thisMonth by how much the month under way would cost more
     */
    public record Quote(
            String charge,
            BigDecimal quantity,
            @Nullable BigDecimal hourly,
            @Nullable BigDecimal monthly,
            Money thisMonth) {}

    private record Wanted(Sku sku, BigDecimal quantity, Change change) {}

    /** What would be used instead, until the month's end. */
    @FunctionalInterface
    private interface Change {
        List<Usage> of(List<Usage> usages, Instant until);
    }
}
