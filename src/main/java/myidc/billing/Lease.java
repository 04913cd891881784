package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import myidc.billing.LeaseCommand.BeginLease;
import myidc.billing.LeaseCommand.ChangeLease;
import myidc.billing.LeaseCommand.EndLease;
import myidc.billing.LeaseCommand.Leased;
import myidc.billing.event.LeaseEvent.LeaseBegun;
import myidc.billing.event.LeaseEvent.LeaseChanged;
import myidc.billing.event.LeaseEvent.LeaseEnded;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.LeaseId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A lease: what is there for a tenant by contract, how much of it, from when until when. Changes are told in order. */
final class Lease {
    private static final Pattern CHARGE = Pattern.compile("[a-z][a-z0-9-]{0,29}(:[a-z0-9][a-z0-9._-]{0,59})?");
    private static final Pattern CONTRACT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,39}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}-[a-z0-9-]{2,20}");
    private static final BigDecimal QUANTITY_MAX = BigDecimal.valueOf(1_000_000);
    private static final int DECIMALS_MAX = 6;
    private static final Duration AHEAD_MAX = Duration.ofDays(366);
    private static final Duration AGE_MAX = Duration.ofDays(3_660);

    @AggregateIdentifier
    private @Nullable LeaseId id;

    private BigDecimal quantity = BigDecimal.ZERO;
    private Instant changed = Instant.EPOCH;
    private @Nullable Instant until;

    Lease() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(BeginLease command, Clock clock) {
        Leased leased = command.leased();
        Check.matches("charge", leased.charge(), CHARGE, "must look like rack:full");
        if (leased.charge().startsWith("instance")) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "charge", "charge must not be a machine's: those tell it");
        }
        String region = leased.region();
        if (region != null) {
            Check.matches("region", region, REGION, "must look like cn-sha: country, hyphen, place");
        }
        String contract = leased.contract();
        if (contract != null) {
            Check.matches("contract", contract, CONTRACT, "must be at most 40 letters, digits, '-', '_', '.' or '/'");
        }
        Instant now = clock.instant();
        if (command.from().isBefore(now.minus(AGE_MAX))) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "from", "from must be within the last ten years");
        }
        refuseFar("from", command.from(), now);
        apply(new LeaseBegun(
                command.leaseId(),
                command.tenantId(),
                leased.charge(),
                Check.text("name", leased.name(), 100),
                checked(leased.quantity()),
                Check.text("unit", leased.unit(), 20),
                region,
                contract,
                command.from()));
    }

    @CommandHandler
    void decide(ChangeLease command, Clock clock) {
        refuseEnded();
        refuseEarlier("from", command.from());
        refuseFar("from", command.from(), clock.instant());
        BigDecimal wanted = checked(command.quantity());
        if (wanted.compareTo(quantity) != 0) {
            apply(new LeaseChanged(command.leaseId(), quantity, wanted, command.from()));
        }
    }

    @CommandHandler
    void decide(EndLease command, Clock clock) {
        refuseEnded();
        refuseEarlier("until", command.until());
        refuseFar("until", command.until(), clock.instant());
        apply(new LeaseEnded(command.leaseId(), command.until()));
    }

    @EventSourcingHandler
    void evolve(LeaseBegun fact) {
        id = fact.leaseId();
        quantity = fact.quantity();
        changed = fact.from();
    }

    @EventSourcingHandler
    void evolve(LeaseChanged fact) {
        quantity = fact.quantity();
        changed = fact.from();
    }

    @EventSourcingHandler
    void evolve(LeaseEnded fact) {
        until = fact.until();
    }

    private static BigDecimal checked(BigDecimal quantity) {
        boolean fits = quantity.signum() > 0
                && quantity.compareTo(QUANTITY_MAX) <= 0
                && quantity.stripTrailingZeros().scale() <= DECIMALS_MAX;
        if (!fits) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "quantity",
                    "quantity must be above 0, at most " + QUANTITY_MAX + ", with at most " + DECIMALS_MAX
                            + " decimals");
        }
        return new BigDecimal(quantity.stripTrailingZeros().toPlainString());
    }

    private void refuseEnded() {
        if (until != null) {
            throw Refused.because(
                    BillingRefusal.LEASE_ENDED, Objects.requireNonNull(id).text() + " ends at " + until);
        }
    }

    private void refuseEarlier(String field, Instant at) {
        if (!at.isAfter(changed)) {
            throw Refused.field(
                    BillingRefusal.LEASE_OUT_OF_ORDER, field, field + " must be after what was told last, " + changed);
        }
    }

    private static void refuseFar(String field, Instant at, Instant now) {
        if (at.isAfter(now.plus(AHEAD_MAX))) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be within a year from now");
        }
    }
}
