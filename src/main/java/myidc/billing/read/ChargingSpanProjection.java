package myidc.billing.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import myidc.billing.event.LeaseEvent.LeaseBegun;
import myidc.billing.event.LeaseEvent.LeaseChanged;
import myidc.billing.event.LeaseEvent.LeaseEnded;
import myidc.billing.rating.Sku;
import myidc.compute.event.BackupEvent.BackupsCancelled;
import myidc.compute.event.BackupEvent.BackupsEnabled;
import myidc.compute.event.InstanceEvent.DiskPlaced;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceResized;
import myidc.compute.event.MigrationEvent.InstanceMigrated;
import myidc.network.event.AssignmentEvent.AddressAssigned;
import myidc.network.event.AssignmentEvent.AddressClassed;
import myidc.network.event.AssignmentEvent.AddressReleased;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import myidc.shared.id.Id;
import myidc.shared.id.TenantId;
import myidc.storage.event.VolumeEvent.VolumeCreated;
import myidc.storage.event.VolumeEvent.VolumeDeleted;
import myidc.storage.event.VolumeEvent.VolumeResized;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes who had which resource under which charge, from when until when, and the facts that say so. A guest is charged
 * from {@link InstanceProvisioned} to {@link InstanceDeleted}, and so is its disk in a pool, by the GiB; a resize ends one
 * presence of each and begins another, and so does a migration to another region. Its backups are charged beside it while it has them. A volume is charged by the GiB from when it is there until it is deleted. An address is charged from its assignment to its release, a lease as its facts say.
 * A fact that was learnt late carries the instant it happened as metadata {@code effectiveAt}.
 */
@Singleton
@ProcessingGroup("billing.read")
public final class ChargingSpanProjection implements Projection {
    static final String VOLUME = "volume";
    static final String ADDRESS = "address";
    static final String EFFECTIVE_AT = "effectiveAt";

    /** Name of an address's role. */
    private static final String INTERNAL = "INTERNAL";

    private static final String FIRST_OF_A_GUEST = "address:ipv4-included";
    private static final BigDecimal MB_PER_GB = BigDecimal.valueOf(1_024);

    private final Sql sql;

    ChargingSpanProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.charging-spans";
    }

    @Override
    public List<String> tables() {
        return List.of("charging_span", "late_fact", "charging_disk");
    }

    @EventHandler
    void on(DiskPlaced fact) {
        sql.change(
                "insert into charging_disk (instance, size_mb) values (?, ?)"
                        + " on conflict (instance) do update set size_mb = excluded.size_mb",
                fact.instanceId().text(),
                fact.sizeMb());
    }

    @EventHandler
    void on(
            InstanceProvisioned fact,
            @Timestamp Instant recordedAt,
            @SequenceNumber Long sequence,
            @MetaDataValue(EFFECTIVE_AT) @Nullable String effectiveAt) {
        Happened happened =
                happened(fact.instanceId(), fact.tenantId(), sequence).at(recordedAt, effectiveAt);
        open(happened, Thing.one(fact.label(), new Sku("instance:" + fact.plan(), fact.region())));
        noteLate(happened);
        String instance = fact.instanceId().text();
        disk(instance).ifPresent(size -> {
            Happened toDisk = happened.to(diskOf(instance));
            open(toDisk, volume(fact.label(), size, fact.region()));
            noteLate(toDisk);
        });
    }

    @EventHandler
    void on(
            InstanceResized fact,
            @Timestamp Instant recordedAt,
            @SequenceNumber Long sequence,
            @MetaDataValue(EFFECTIVE_AT) @Nullable String effectiveAt) {
        Happened happened =
                happened(fact.instanceId(), fact.tenantId(), sequence).at(recordedAt, effectiveAt);
        close(happened);
        open(happened, Thing.one(fact.label(), new Sku("instance:" + fact.size().plan(), fact.region())));
        noteLate(happened);
        Happened toDisk = happened.to(diskOf(fact.instanceId().text()));
        boolean grown = fact.before().diskMb() != fact.size().diskMb();
        if (grown && close(toDisk)) {
            open(toDisk, volume(fact.label(), fact.size().diskMb(), fact.region()));
            noteLate(toDisk);
        }
        Happened toBackups = happened.to(backupsOf(fact.instanceId().text()));
        if (close(toBackups)) {
            open(toBackups, backups(fact.label(), fact.size().plan(), fact.region()));
            noteLate(toBackups);
        }
    }

    @EventHandler
    void on(BackupsEnabled fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        String instance = fact.instanceId().text();
        open(
                happened(fact.instanceId(), fact.tenantId(), sequence)
                        .at(at, null)
                        .to(backupsOf(instance)),
                backups(fact.label(), fact.plan(), fact.region()));
    }

    @EventHandler
    void on(BackupsCancelled fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        String instance = fact.instanceId().text();
        close(happened(fact.instanceId(), fact.tenantId(), sequence)
                .at(at, null)
                .to(backupsOf(instance)));
    }

    /** Within a region nothing changes, but where its disk goes onto a pool or from one. */
    @EventHandler
    void on(InstanceMigrated fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        String instance = fact.instanceId().text();
        Happened happened =
                happened(fact.instanceId(), fact.tenantId(), sequence).at(at, null);
        boolean elsewhere = !fact.from().region().equals(fact.to().region());
        if (elsewhere && close(happened)) {
            open(
                    happened,
                    Thing.one(
                            fact.label(),
                            new Sku("instance:" + fact.plan(), fact.to().region())));
        }
        boolean pooled = fact.to().poolId() != null;
        if (elsewhere || pooled != (fact.from().poolId() != null)) {
            Happened toDisk = happened.to(diskOf(instance));
            close(toDisk);
            if (pooled) {
                open(toDisk, volume(fact.label(), fact.diskMb(), fact.to().region()));
            }
        }
    }

    private static Thing backups(String label, String plan, String region) {
        return Thing.one(label, new Sku("backups:" + plan, region));
    }

    private static String backupsOf(String instance) {
        return "backups" + instance.substring(instance.lastIndexOf('-'));
    }

    @EventHandler
    void on(
            InstanceDeleted fact,
            @Timestamp Instant recordedAt,
            @SequenceNumber Long sequence,
            @MetaDataValue(EFFECTIVE_AT) @Nullable String effectiveAt) {
        Happened happened =
                happened(fact.instanceId(), fact.tenantId(), sequence).at(recordedAt, effectiveAt);
        Happened toDisk = happened.to(diskOf(fact.instanceId().text()));
        for (Happened each : List.of(happened, toDisk)) {
            if (close(each)) {
                noteLate(each);
            }
        }
        sql.change(
                "delete from charging_disk where instance = ?",
                fact.instanceId().text());
    }

    @EventHandler
    void on(VolumeCreated fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        open(
                happened(fact.volumeId(), fact.tenantId(), sequence).at(at, null),
                standing(fact.label(), fact.sizeGb(), fact.region()));
    }

    @EventHandler
    void on(VolumeResized fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        Happened happened = happened(fact.volumeId(), fact.tenantId(), sequence).at(at, null);
        close(happened);
        open(happened, standing(fact.label(), fact.sizeGb(), fact.region()));
    }

    @EventHandler
    void on(VolumeDeleted fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        close(happened(fact.volumeId(), fact.tenantId(), sequence).at(at, null));
    }

    private static Thing standing(String label, long sizeGb, String region) {
        return new Thing(label, new Sku(VOLUME, region), BigDecimal.valueOf(sizeGb), null);
    }

    /** The first IPv4 address of a guest comes with it, under a charge of its own; what it has beside that is extra. */
    @EventHandler
    void on(AddressAssigned fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        TenantId tenant = fact.tenantId();
        if (tenant == null) {
            return;
        }
        boolean six = fact.address().indexOf(':') >= 0;
        String charge = six ? "address:ipv6" : "address:ipv4";
        boolean first = !six
                && fact.holder().startsWith("instance-")
                && sql.count(
                                "select count(*) from charging_span where holder = ? and charge = ? and ended_at is null",
                                fact.holder(),
                                FIRST_OF_A_GUEST)
                        == 0;
        Happened happened = happened(fact.assignmentId(), tenant, sequence).at(at, null);
        open(
                happened,
                new Thing(
                        fact.address(),
                        new Sku(first ? FIRST_OF_A_GUEST : charge, null),
                        BigDecimal.ONE,
                        fact.holder()));
    }

    /** An address for talk inside is no presence; it is classed in the same breath as it is assigned. */
    @EventHandler
    void on(AddressClassed fact) {
        if (fact.role().equals(INTERNAL)) {
            sql.change(
                    "delete from charging_span where resource = ? and ended_at is null",
                    fact.assignmentId().text());
        }
    }

    @EventHandler
    void on(AddressReleased fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        tenantOf(fact.assignmentId())
                .ifPresent(tenant ->
                        close(happened(fact.assignmentId(), tenant, sequence).at(at, null)));
    }

    @EventHandler
    void on(LeaseBegun fact, @Timestamp Instant recordedAt, @SequenceNumber Long sequence) {
        Happened happened = happened(fact.leaseId(), fact.tenantId(), sequence).told(recordedAt, fact.from());
        open(
                happened,
                new Thing(fact.name(), new Sku(fact.charge(), fact.region(), fact.contract()), fact.quantity(), null));
        noteLate(happened);
    }

    @EventHandler
    void on(LeaseChanged fact, @Timestamp Instant recordedAt, @SequenceNumber Long sequence) {
        String resource = fact.leaseId().text();
        Open open = sql.row(
                        "select * from charging_span where resource = ? and ended_at is null",
                        row -> new Open(
                                new TenantId(row.getLong("tenant_id")),
                                row.getString("resource_name"),
                                new Sku(row.getString("charge"), row.getString("region"), row.getString("contract"))),
                        resource)
                .orElseThrow();
        Happened happened = happened(fact.leaseId(), open.tenant(), sequence).told(recordedAt, fact.from());
        close(happened);
        open(happened, new Thing(open.name(), open.sku(), fact.quantity(), null));
        noteLate(happened);
    }

    @EventHandler
    void on(LeaseEnded fact, @Timestamp Instant recordedAt, @SequenceNumber Long sequence) {
        TenantId tenant = tenantOf(fact.leaseId()).orElseThrow();
        Happened happened = happened(fact.leaseId(), tenant, sequence).told(recordedAt, fact.until());
        close(happened);
        noteLate(happened);
    }

    private Optional<TenantId> tenantOf(Id id) {
        return sql.row(
                "select tenant_id from charging_span where resource = ? limit 1",
                row -> new TenantId(row.getLong(1)),
                id.text());
    }

    private Optional<Long> disk(String instance) {
        return sql.row("select size_mb from charging_disk where instance = ?", row -> row.getLong(1), instance);
    }

    private static String diskOf(String instance) {
        return "disk" + instance.substring(instance.lastIndexOf('-'));
    }

    private static Thing volume(String label, long sizeMb, String region) {
        return new Thing(
                label,
                new Sku(VOLUME, region),
                BigDecimal.valueOf(sizeMb)
                        .divide(MB_PER_GB, 6, RoundingMode.HALF_UP)
                        .stripTrailingZeros(),
                null);
    }

    private void open(Happened happened, Thing thing) {
        sql.change(
                "insert into charging_span (opened_event, resource, resource_name, tenant_id, charge, region, contract,"
                        + " quantity, holder, started_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                happened.event(),
                happened.resource(),
                thing.name(),
                happened.tenant().value(),
                thing.sku().charge(),
                thing.sku().region(),
                thing.sku().contract(),
                thing.quantity(),
                thing.holder(),
                happened.effectiveAt());
    }

    /** Presence never ends before it began, whatever the late fact says. */
    private boolean close(Happened happened) {
        return sql.change(
                        "update charging_span set ended_at = greatest(started_at, ?::timestamptz), closed_event = ?"
                                + " where resource = ? and ended_at is null",
                        happened.effectiveAt(),
                        happened.event(),
                        happened.resource())
                == 1;
    }

    private void noteLate(Happened happened) {
        if (happened.effectiveAt().isBefore(happened.recordedAt())) {
            sql.change(
                    "insert into late_fact (event, tenant_id, resource, effective_at, recorded_at) values (?, ?, ?, ?, ?)",
                    happened.event(),
                    happened.tenant().value(),
                    happened.resource(),
                    happened.effectiveAt(),
                    happened.recordedAt());
        }
    }

    private static Happened happened(Id id, TenantId tenant, long sequence) {
        String resource = id.text();
        return new Happened(resource, tenant, resource + "#" + sequence, Instant.EPOCH, Instant.EPOCH);
    }

    /** A fact about a resource, with the instants it happened and was written. */
    private record Happened(String resource, TenantId tenant, String event, Instant effectiveAt, Instant recordedAt) {
        Happened at(Instant recorded, @Nullable String effective) {
            Instant happenedAt =
                    Objects.requireNonNullElse(effective == null ? null : Instant.parse(effective), recorded);
            return told(recorded, happenedAt.isAfter(recorded) ? recorded : happenedAt);
        }

        /** At the instant the fact itself names, which may be to come. */
        Happened told(Instant recorded, Instant effective) {
            return new Happened(resource, tenant, event, effective, recorded);
        }

        Happened to(String other) {
            return new Happened(other, tenant, event, effectiveAt, recordedAt);
        }
    }

    private record Open(TenantId tenant, String name, Sku sku) {}

    /** What is there, how much of it, and who holds it where that is not the tenant itself. */
    private record Thing(
            String name,
            Sku sku,
            BigDecimal quantity,
            @Nullable String holder) {
        static Thing one(String name, Sku sku) {
            return new Thing(name, sku, BigDecimal.ONE, null);
        }
    }
}
