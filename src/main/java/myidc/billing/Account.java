package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Objects;
import java.util.regex.Pattern;
import myidc.billing.AccountCommand.CloseMonth;
import myidc.billing.AccountCommand.OpenAccount;
import myidc.billing.AccountCommand.RateMonth;
import myidc.billing.AccountCommand.SetBillingTitle;
import myidc.billing.AccountCommand.SetInternal;
import myidc.billing.event.AccountEvent.AccountMadeExternal;
import myidc.billing.event.AccountEvent.AccountMadeInternal;
import myidc.billing.event.AccountEvent.AccountOpened;
import myidc.billing.event.AccountEvent.BillingTitleSet;
import myidc.billing.event.AccountEvent.MonthClosed;
import myidc.billing.event.AccountEvent.MonthRated;
import myidc.billing.event.Party;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.AccountId;
import myidc.shared.time.BillingMonth;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** An account: the terms a tenant is billed by, and which months are closed. Months close once, in order, when over. */
final class Account {
    private static final Pattern TAX_NUMBER = Pattern.compile("[A-Z0-9]{0,20}");
    private static final Pattern FAPIAO = Pattern.compile("NONE|NORMAL|SPECIAL");

    @AggregateIdentifier
    private @Nullable AccountId id;

    private @Nullable ZoneId zone;
    private @Nullable YearMonth nextMonth;
    private boolean internal;

    Account() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(OpenAccount command) {
        if (id != null) {
            return;
        }
        apply(new AccountOpened(
                command.accountId(),
                command.tenantId(),
                Currencies.check("currency", command.currency()),
                command.zone(),
                command.entity(),
                command.openedAt()));
    }

    @CommandHandler
    void decide(RateMonth command) {
        YearMonth next = Objects.requireNonNull(nextMonth);
        if (!command.month().equals(next)) {
            throw Refused.field(BillingRefusal.MONTH_OUT_OF_ORDER, "month", next + " must be rated first");
        }
        apply(new MonthRated(
                command.accountId(), command.month(), command.charges(), command.measured(), command.carried()));
    }

    @CommandHandler
    void decide(CloseMonth command, Clock clock) {
        YearMonth next = Objects.requireNonNull(nextMonth);
        if (command.month().isBefore(next)) {
            throw Refused.field(BillingRefusal.MONTH_CLOSED, "month", command.month() + " is closed");
        }
        if (command.month().isAfter(next)) {
            throw Refused.field(BillingRefusal.MONTH_OUT_OF_ORDER, "month", next + " must be closed first");
        }
        BillingMonth month = new BillingMonth(command.month(), Objects.requireNonNull(zone));
        if (clock.instant().isBefore(month.period().until())) {
            throw Refused.field(
                    BillingRefusal.MONTH_NOT_OVER,
                    "month",
                    command.month() + " ends at " + month.period().until());
        }
        apply(new MonthClosed(command.accountId(), command.month(), command.invoiceId(), command.total()));
    }

    @CommandHandler
    void decide(SetBillingTitle command) {
        Party title = command.title();
        if (command.fapiaoKind().equals("SPECIAL") && title.taxNumber().isEmpty()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "taxNumber", "taxNumber is required for a special fapiao");
        }
        apply(new BillingTitleSet(
                command.accountId(),
                new Party(
                        Check.text("title", title.name(), 200),
                        Check.matches(
                                "taxNumber", title.taxNumber(), TAX_NUMBER, "must be at most 20 capitals and digits"),
                        title.address(),
                        title.bank(),
                        title.email()),
                Check.matches("fapiaoKind", command.fapiaoKind(), FAPIAO, "must be NONE, NORMAL or SPECIAL")));
    }

    @CommandHandler
    void decide(SetInternal command) {
        if (command.internal() != internal) {
            apply(
                    command.internal()
                            ? new AccountMadeInternal(command.accountId())
                            : new AccountMadeExternal(command.accountId()));
        }
    }

    @EventSourcingHandler
    void evolve(AccountMadeInternal fact) {
        internal = true;
    }

    @EventSourcingHandler
    void evolve(AccountMadeExternal fact) {
        internal = false;
    }

    @EventSourcingHandler
    void evolve(AccountOpened fact) {
        id = fact.accountId();
        zone = fact.zone();
        nextMonth = BillingMonth.of(fact.openedAt(), fact.zone()).month();
    }

    @EventSourcingHandler
    void evolve(MonthClosed fact) {
        nextMonth = fact.month().plusMonths(1);
    }
}
