package myidc.storage;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.PoolId;
import myidc.storage.PoolCommand.OfferPool;
import myidc.storage.PoolCommand.RegisterPool;
import myidc.storage.PoolCommand.ReportPool;
import myidc.storage.event.PoolEvent.PoolOffered;
import myidc.storage.event.PoolEvent.PoolRegistered;
import myidc.storage.event.PoolEvent.PoolReported;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A storage pool: its reports come in order of time and are possible. */
final class Pool {
    private static final int HOSTS_MAX = 500;

    /** How far the clock of a reporting machine may be ahead of ours. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    @AggregateIdentifier
    private @Nullable PoolId id;

    private @Nullable Instant reportedAt;
    private boolean wholeSite;
    private List<HostId> hostIds = List.of();

    Pool() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(RegisterPool command, Claims claims) {
        String name = Check.text("name", command.name(), 80);
        String value = command.siteId().text() + "/" + name.toLowerCase(Locale.ROOT);
        claims.take(
                new Claims.Claim("storage.pool", value, "name"),
                command.poolId().text(),
                StorageRefusal.POOL_NAME_TAKEN);
        apply(new PoolRegistered(command.poolId(), command.siteId(), name, command.kind()));
    }

    @CommandHandler
    void decide(OfferPool command) {
        Check.version(command.expectedVersion(), getVersion());
        if (command.hostIds().size() > HOSTS_MAX) {
            throw Refused.field(
                    StorageRefusal.OFFER_INVALID, "hostIds", "hostIds must be at most " + HOSTS_MAX + " hosts");
        }
        List<HostId> hosts = command.hostIds().stream()
                .distinct()
                .sorted(Comparator.comparingLong(HostId::value))
                .toList();
        if (command.wholeSite() != wholeSite || !hosts.equals(hostIds)) {
            apply(new PoolOffered(command.poolId(), command.wholeSite(), hosts));
        }
    }

    @CommandHandler
    void decide(ReportPool command, Clock clock) {
        Instant at = command.at().truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(clock.instant().plus(AHEAD_MAX))) {
            throw invalid("at", "at must not be in the future");
        }
        Check.range("logicalBytes", command.logicalBytes(), 0, Long.MAX_VALUE);
        Check.range("capacityBytes", command.capacityBytes(), 1, Long.MAX_VALUE);
        Check.range("physicalBytes", command.physicalBytes(), 0, Long.MAX_VALUE);
        if (command.physicalBytes() > command.capacityBytes()) {
            throw invalid("physicalBytes", "physicalBytes must be at most capacityBytes");
        }
        boolean limited = inodesLimited(command.inodesTotal(), command.inodesUsed());
        Instant last = reportedAt;
        if (last != null && !at.isAfter(last)) {
            throw Refused.field(
                    StorageRefusal.REPORT_OUT_OF_ORDER, "at", "at must be after the last report's, " + last);
        }
        apply(new PoolReported(
                command.poolId(),
                at,
                command.logicalBytes(),
                command.physicalBytes(),
                command.capacityBytes(),
                limited ? command.inodesTotal() : null,
                limited ? command.inodesUsed() : null));
    }

    @EventSourcingHandler
    void evolve(PoolRegistered fact) {
        id = fact.poolId();
    }

    @EventSourcingHandler
    void evolve(PoolOffered fact) {
        wholeSite = fact.wholeSite();
        hostIds = fact.hostIds();
    }

    @EventSourcingHandler
    void evolve(PoolReported fact) {
        reportedAt = fact.at();
    }

    /** A total of zero, as btrfs reports it, means that inodes are not limited. */
    private static boolean inodesLimited(@Nullable Long total, @Nullable Long used) {
        if (total == null || total == 0) {
            return false;
        }
        Check.range("inodesTotal", total, 1, Long.MAX_VALUE);
        Check.range("inodesUsed", used, 0, total);
        return true;
    }

    private static Refused invalid(String field, String detail) {
        return Refused.field(StorageRefusal.REPORT_INVALID, field, detail);
    }
}
