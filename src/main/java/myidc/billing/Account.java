package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Objects;
import myidc.billing.AccountCommand.CloseMonth;
import myidc.billing.AccountCommand.OpenAccount;
import myidc.billing.event.AccountEvent.AccountOpened;
import myidc.billing.event.AccountEvent.MonthClosed;
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
    @AggregateIdentifier
    private @Nullable AccountId id;

    private @Nullable ZoneId zone;
    private @Nullable YearMonth nextMonth;

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
