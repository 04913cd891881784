package myidc.storage;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.PoolId;
import myidc.storage.PoolCommand.AllowAgent;
import myidc.storage.PoolCommand.CompareChunkings;
import myidc.storage.PoolCommand.CountOperations;
import myidc.storage.PoolCommand.DescribeDisks;
import myidc.storage.PoolCommand.EndCollection;
import myidc.storage.PoolCommand.JudgeForecast;
import myidc.storage.PoolCommand.MeasurePool;
import myidc.storage.PoolCommand.NoteCollectionFailure;
import myidc.storage.PoolCommand.OfferPool;
import myidc.storage.PoolCommand.PlanCollection;
import myidc.storage.PoolCommand.RegisterPool;
import myidc.storage.PoolCommand.ReportPool;
import myidc.storage.PoolCommand.RevokeAgent;
import myidc.storage.PoolCommand.SetThresholds;
import myidc.storage.event.AlertOn;
import myidc.storage.event.CollectionFailure;
import myidc.storage.event.CollectionPlan;
import myidc.storage.event.DiskLayout;
import myidc.storage.event.PoolEvent.AgentAllowed;
import myidc.storage.event.PoolEvent.AgentRevoked;
import myidc.storage.event.PoolEvent.AlertCleared;
import myidc.storage.event.PoolEvent.AlertRaised;
import myidc.storage.event.PoolEvent.ChunkingsCompared;
import myidc.storage.event.PoolEvent.CollectionEnded;
import myidc.storage.event.PoolEvent.CollectionFailed;
import myidc.storage.event.PoolEvent.CollectionPlanned;
import myidc.storage.event.PoolEvent.DisksDescribed;
import myidc.storage.event.PoolEvent.OperationsCounted;
import myidc.storage.event.PoolEvent.PoolMeasured;
import myidc.storage.event.PoolEvent.PoolOffered;
import myidc.storage.event.PoolEvent.PoolRegistered;
import myidc.storage.event.PoolEvent.PoolReported;
import myidc.storage.event.PoolEvent.ThresholdsSet;
import myidc.storage.event.PoolFigures;
import myidc.storage.event.PoolFigures.Fill;
import myidc.storage.event.PoolFigures.Stored;
import myidc.storage.event.PoolKind;
import myidc.storage.event.Thresholds;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A storage pool: its reports come in order of time and are possible. */
final class Pool {
    private static final int AGENTS_MAX = 20;
    private static final int DETAIL_CHARS_MAX = 500;
    private static final int HOSTS_MAX = 500;

    /** How far the clock of a reporting machine may be ahead of ours. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    @AggregateIdentifier
    private @Nullable PoolId id;

    private @Nullable Instant reportedAt;
    private boolean wholeSite;
    private List<HostId> hostIds = List.of();
    private @Nullable PoolKind kind;
    private @Nullable CollectionPlan plan;
    private @Nullable CollectionFailure failure;
    private @Nullable DiskLayout disks;
    private Map<Long, Boolean> agents = new HashMap<>();
    private TreeMap<Instant, Thresholds> thresholds = new TreeMap<>();
    private Map<String, Instant> counted = new HashMap<>();
    private AlertBook alerts = new AlertBook();

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
        Instant at = next(command.at(), clock);
        Check.range("logicalBytes", command.logicalBytes(), 0, Long.MAX_VALUE);
        Check.range("capacityBytes", command.capacityBytes(), 1, Long.MAX_VALUE);
        Check.range("physicalBytes", command.physicalBytes(), 0, Long.MAX_VALUE);
        if (command.physicalBytes() > command.capacityBytes()) {
            throw invalid("physicalBytes", "physicalBytes must be at most capacityBytes");
        }
        boolean limited = inodesLimited(command.inodesTotal(), command.inodesUsed());
        apply(new PoolReported(
                command.poolId(),
                at,
                command.logicalBytes(),
                command.physicalBytes(),
                command.capacityBytes(),
                limited ? command.inodesTotal() : null,
                limited ? command.inodesUsed() : null));
        Thresholds in = inForce(at);
        change(at, alerts.share(AlertOn.BYTES, percent(command.physicalBytes(), command.capacityBytes()), in.bytes()));
        Long total = command.inodesTotal();
        Long used = command.inodesUsed();
        BigDecimal inodes = !limited || total == null || used == null ? null : percent(used, total);
        change(at, alerts.share(AlertOn.INODES, inodes, in.inodes()));
    }

    @CommandHandler
    void decide(MeasurePool command, Clock clock) {
        Instant at = next(command.at(), clock);
        PoolFigures figures = command.reading().figures();
        apply(new PoolMeasured(
                command.poolId(),
                at,
                command.via(),
                command.tools(),
                figures,
                command.reading().volumes()));
        Thresholds in = inForce(at);
        Stored stored = figures.stored();
        change(at, alerts.share(AlertOn.BYTES, percent(stored.usedBytes(), stored.stopBytes()), in.bytes()));
        change(at, alerts.share(AlertOn.INODES, percent(figures.inodes()), in.inodes()));
        change(at, alerts.share(AlertOn.METADATA, percent(figures.metadata()), in.metadata()));
    }

    @CommandHandler
    void decide(CountOperations command, Clock clock) {
        String host = Check.text("host", command.host(), 100);
        Instant at = after(command.at(), counted.get(host), clock);
        if (!counted.containsKey(host) && counted.size() >= HOSTS_MAX) {
            throw Refused.field(StorageRefusal.COLLECTION_INVALID, "host", "host must be one of at most " + HOSTS_MAX);
        }
        apply(new OperationsCounted(command.poolId(), at, host, command.disks()));
    }

    @CommandHandler
    void decide(JudgeForecast command) {
        change(command.at(), alerts.forecast(command.days(), inForce(command.at())));
    }

    @CommandHandler
    void decide(PlanCollection command) {
        Check.version(command.expectedVersion(), getVersion());
        CollectionPlan wanted = CollectionRules.checked(Objects.requireNonNull(kind), command.plan());
        if (!wanted.equals(plan)) {
            apply(new CollectionPlanned(command.poolId(), wanted));
        }
    }

    @CommandHandler
    void decide(EndCollection command) {
        if (plan != null) {
            apply(new CollectionEnded(command.poolId()));
        }
    }

    /** A failure that goes on is told once, or each try would be a fact; one that was under way when collection ended, never. */
    @CommandHandler
    void decide(NoteCollectionFailure command) {
        if (plan != null && failure != command.reason()) {
            String detail = command.detail();
            apply(new CollectionFailed(
                    command.poolId(),
                    command.at(),
                    command.reason(),
                    detail.substring(0, Math.min(detail.length(), DETAIL_CHARS_MAX))));
        }
    }

    @CommandHandler
    void decide(AllowAgent command, Clock clock) {
        String label = Check.text("label", command.label(), 80);
        if (agents.size() >= AGENTS_MAX) {
            throw Refused.because(StorageRefusal.AGENTS_EXHAUSTED, "A pool may have at most " + AGENTS_MAX + " agents");
        }
        Instant expiry = command.expiry();
        if (expiry != null && !expiry.isAfter(clock.instant())) {
            throw Refused.field(StorageRefusal.COLLECTION_INVALID, "expiry", "expiry must be in the future");
        }
        apply(new AgentAllowed(command.poolId(), command.agent(), label, command.tokenHash(), expiry));
    }

    @CommandHandler
    void decide(RevokeAgent command) {
        if (!agents.containsKey(command.agent())) {
            throw Refused.because(StorageRefusal.AGENT_NOT_FOUND, "The pool has no agent " + command.agent());
        }
        apply(new AgentRevoked(command.poolId(), command.agent()));
    }

    @CommandHandler
    void decide(SetThresholds command, Clock clock) {
        CollectionRules.check(command.thresholds());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant from =
                command.effectiveFrom() == null ? now : command.effectiveFrom().truncatedTo(ChronoUnit.MICROS);
        if (from.isBefore(now)) {
            throw Refused.field(
                    StorageRefusal.THRESHOLDS_INVALID, "effectiveFrom", "effectiveFrom must not be in the past");
        }
        apply(new ThresholdsSet(command.poolId(), from, command.thresholds()));
    }

    @CommandHandler
    void decide(DescribeDisks command) {
        Check.version(command.expectedVersion(), getVersion());
        CollectionRules.check(command.layout());
        if (!command.layout().equals(disks)) {
            apply(new DisksDescribed(command.poolId(), command.layout()));
        }
    }

    @CommandHandler
    void decide(CompareChunkings command, Clock clock) {
        String label = Check.text("label", command.label(), 100);
        CollectionRules.check(command.cuts());
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        apply(new ChunkingsCompared(command.poolId(), at, label, command.readBytes(), command.cuts()));
    }

    @EventSourcingHandler
    void evolve(PoolRegistered fact) {
        id = fact.poolId();
        kind = fact.kind();
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

    @EventSourcingHandler
    void evolve(PoolMeasured fact) {
        reportedAt = fact.at();
        failure = null;
    }

    @EventSourcingHandler
    void evolve(CollectionPlanned fact) {
        plan = fact.plan();
        failure = null;
    }

    @EventSourcingHandler
    void evolve(CollectionEnded fact) {
        plan = null;
        failure = null;
    }

    @EventSourcingHandler
    void evolve(CollectionFailed fact) {
        failure = fact.reason();
    }

    @EventSourcingHandler
    void evolve(AgentAllowed fact) {
        agents.put(fact.agent(), true);
    }

    @EventSourcingHandler
    void evolve(AgentRevoked fact) {
        agents.remove(fact.agent());
    }

    @EventSourcingHandler
    void evolve(ThresholdsSet fact) {
        thresholds.put(fact.effectiveFrom(), fact.thresholds());
    }

    @EventSourcingHandler
    void evolve(AlertRaised fact) {
        alerts.raise(fact.on());
    }

    @EventSourcingHandler
    void evolve(AlertCleared fact) {
        alerts.clear(fact.on());
    }

    @EventSourcingHandler
    void evolve(DisksDescribed fact) {
        disks = fact.layout();
    }

    @EventSourcingHandler
    void evolve(OperationsCounted fact) {
        counted.put(fact.host(), fact.at());
    }

    private Instant next(Instant taken, Clock clock) {
        return after(taken, reportedAt, clock);
    }

    private static Instant after(Instant taken, @Nullable Instant last, Clock clock) {
        Instant at = taken.truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(clock.instant().plus(AHEAD_MAX))) {
            throw invalid("at", "at must not be in the future");
        }
        if (last != null && !at.isAfter(last)) {
            throw Refused.field(
                    StorageRefusal.REPORT_OUT_OF_ORDER, "at", "at must be after the last report's, " + last);
        }
        return at;
    }

    private Thresholds inForce(Instant at) {
        Map.Entry<Instant, Thresholds> set = thresholds.floorEntry(at);
        return set == null ? Thresholds.DEFAULT : set.getValue();
    }

    private void change(Instant at, AlertBook.@Nullable Change change) {
        PoolId pool = Objects.requireNonNull(id);
        if (change == null) {
            return;
        }
        if (change.raise()) {
            BigDecimal value = Objects.requireNonNull(change.value());
            apply(new AlertRaised(pool, at, change.on(), value, change.threshold()));
        } else {
            apply(new AlertCleared(pool, at, change.on(), change.value(), change.threshold()));
        }
    }

    private static @Nullable BigDecimal percent(@Nullable Fill fill) {
        return fill == null ? null : percent(fill.used(), fill.total());
    }

    private static @Nullable BigDecimal percent(long used, long total) {
        return total == 0
                ? null
                : BigDecimal.valueOf(used)
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(total), 2, RoundingMode.HALF_EVEN);
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
