package myidc.tenancy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PortalMaintenanceId;
import myidc.tenancy.PortalMaintenanceCommand.AnnouncePortalMaintenance;
import myidc.tenancy.PortalMaintenanceCommand.EndPortalMaintenance;
import myidc.tenancy.event.PortalMaintenanceEvent.PortalMaintenanceAnnounced;
import myidc.tenancy.event.PortalMaintenanceEvent.PortalMaintenanceEnded;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A span in which the portal itself is worked on. */
final class PortalMaintenance {
    private static final int TEXT_MAX = 500;
    private static final Duration LONGEST = Duration.ofDays(7);

    @AggregateIdentifier
    private @Nullable PortalMaintenanceId id;

    private Instant until = Instant.EPOCH;
    private boolean ended;

    PortalMaintenance() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(AnnouncePortalMaintenance command, Clock clock) {
        Instant now = clock.instant();
        Instant from = command.from() == null ? now : command.from();
        if (from.isBefore(now)) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "from", "from must not be in the past");
        }
        if (!command.until().isAfter(from) || command.until().isAfter(from.plus(LONGEST))) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "until", "until must be after from, and within 7 days of it");
        }
        apply(new PortalMaintenanceAnnounced(
                command.portalMaintenanceId(),
                from,
                command.until(),
                Check.text("textEn", command.textEn(), TEXT_MAX),
                Check.text("textZh", command.textZh(), TEXT_MAX),
                command.readOnly()));
    }

    @CommandHandler
    void decide(EndPortalMaintenance command, Clock clock) {
        if (ended || !clock.instant().isBefore(until)) {
            throw Refused.because(TenancyRefusal.PORTAL_MAINTENANCE_OVER, "It is over already");
        }
        apply(new PortalMaintenanceEnded(command.portalMaintenanceId()));
    }

    @EventSourcingHandler
    void evolve(PortalMaintenanceAnnounced fact) {
        id = fact.portalMaintenanceId();
        until = fact.until();
    }

    @EventSourcingHandler
    void evolve(PortalMaintenanceEnded fact) {
        ended = true;
    }
}
