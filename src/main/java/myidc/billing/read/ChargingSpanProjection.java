package myidc.billing.read;

import static myidc.billing.read.ChargingSpans.happened;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import myidc.billing.event.LeaseEvent.LeaseBegun;
import myidc.billing.event.LeaseEvent.LeaseChanged;
import myidc.billing.event.LeaseEvent.LeaseEnded;
import myidc.billing.rating.Sku;
import myidc.billing.read.ChargingSpans.Happened;
import myidc.billing.read.ChargingSpans.Thing;
import myidc.compute.event.BackupEvent.BackupsCancelled;
import myidc.compute.event.BackupEvent.BackupsEnabled;
import myidc.compute.event.HandoverEvent.InstanceChangedHands;
import myidc.compute.event.ImageEvent.ImageCaptureFailed;
import myidc.compute.event.ImageEvent.ImageCaptureRequested;
import myidc.compute.event.ImageEvent.ImageDeleted;
import myidc.compute.event.ImageEvent.ImageStored;
import myidc.compute.event.ImageEvent.ImageUploadOpened;
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
import myidc.shared.id.ImageId;
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
 * presence of each and begins another, and so does a migration to another region. Its backups are charged beside it while it has them. A volume is charged by the GiB from when it is there until it is deleted, and so is an image from when the room has its contents. An address is charged from its assignment to its release, a lease as its facts say.
 * A fact that was learnt late carries the instant it happened as metadata {@code effectiveAt}.
 */
@Singleton
@ProcessingGroup("billing.read")
public final class ChargingSpanProjection implements Projection {
    static final String VOLUME = "volume";
    static final String ADDRESS = "address";
    static final String IMAGE = "image";
    static final String EFFECTIVE_AT = "effectiveAt";

    /** Name of an address's role. */
    private static final String INTERNAL = "INTERNAL";

    private static final String FIRST_OF_A_GUEST = "address:ipv4-included";
    private static final BigDecimal BYTES_PER_GIB = BigDecimal.valueOf(1L << 30);
    private static final BigDecimal MB_PER_GB = BigDecimal.valueOf(1_024);

    private final Sql sql;
    private final ChargingSpans spans;

    ChargingSpanProjection(Sql sql) {
        this.sql = sql;
        this.spans = new ChargingSpans(sql);
    }

    @Override
    public String name() {
        return "billing.charging-spans";
    }

    @Override
    public List<String> tables() {
        return List.of("charging_span", "late_fact", "charging_disk", "charging_image");
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
        spans.open(happened, Thing.one(fact.label(), new Sku("instance:" + fact.plan(), fact.region())));
        spans.noteLate(happened);
        String instance = fact.instanceId().text();
        disk(instance).ifPresent(size -> {
            Happened toDisk = happened.to(diskOf(instance));
            spans.open(toDisk, volume(fact.label(), size, fact.region()));
            spans.noteLate(toDisk);
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
        spans.close(happened);
        spans.open(
                happened,
                Thing.one(fact.label(), new Sku("instance:" + fact.size().plan(), fact.region())));
        spans.noteLate(happened);
        Happened toDisk = happened.to(diskOf(fact.instanceId().text()));
        boolean grown = fact.before().diskMb() != fact.size().diskMb();
        if (grown && spans.close(toDisk)) {
            spans.open(toDisk, volume(fact.label(), fact.size().diskMb(), fact.region()));
            spans.noteLate(toDisk);
        }
        Happened toBackups = happened.to(backupsOf(fact.instanceId().text()));
        if (spans.close(toBackups)) {
            spans.open(toBackups, backups(fact.label(), fact.size().plan(), fact.region()));
            spans.noteLate(toBackups);
        }
    }

    @EventHandler
    void on(BackupsEnabled fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        String instance = fact.instanceId().text();
        spans.open(
                happened(fact.instanceId(), fact.tenantId(), sequence)
                        .at(at, null)
                        .to(backupsOf(instance)),
                backups(fact.label(), fact.plan(), fact.region()));
    }

    @EventHandler
    void on(BackupsCancelled fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        String instance = fact.instanceId().text();
        spans.close(happened(fact.instanceId(), fact.tenantId(), sequence)
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
        if (elsewhere && spans.close(happened)) {
            spans.open(
                    happened,
                    Thing.one(
                            fact.label(),
                            new Sku("instance:" + fact.plan(), fact.to().region())));
        }
        boolean pooled = fact.to().poolId() != null;
        if (elsewhere || pooled != (fact.from().poolId() != null)) {
            Happened toDisk = happened.to(diskOf(instance));
            spans.close(toDisk);
            if (pooled) {
                spans.open(toDisk, volume(fact.label(), fact.diskMb(), fact.to().region()));
            }
        }
    }

    /** Machine, disk and backups are charged to the one tenant until this instant and to the other from it on. */
    @EventHandler
    void on(InstanceChangedHands fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        String instance = fact.instanceId().text();
        Happened happened =
                happened(fact.instanceId(), fact.toTenantId(), sequence).at(at, null);
        List.of(instance, diskOf(instance), backupsOf(instance))
                .forEach(resource -> spans.handOver(happened.to(resource), fact.label()));
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
            if (spans.close(each)) {
                spans.noteLate(each);
            }
        }
        sql.change(
                "delete from charging_disk where instance = ?",
                fact.instanceId().text());
    }

    @EventHandler
    void on(VolumeCreated fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        spans.open(
                happened(fact.volumeId(), fact.tenantId(), sequence).at(at, null),
                standing(fact.label(), fact.sizeGb(), fact.region()));
    }

    @EventHandler
    void on(VolumeResized fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        Happened happened = happened(fact.volumeId(), fact.tenantId(), sequence).at(at, null);
        spans.close(happened);
        spans.open(happened, standing(fact.label(), fact.sizeGb(), fact.region()));
    }

    @EventHandler
    void on(VolumeDeleted fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        spans.close(happened(fact.volumeId(), fact.tenantId(), sequence).at(at, null));
    }

    /** Who has the image is said when it is begun; what it takes, when it is there. */
    @EventHandler
    void on(ImageCaptureRequested fact) {
        note(fact.imageId(), fact.tenantId(), fact.text().label(), fact.region());
    }

    @EventHandler
    void on(ImageUploadOpened fact) {
        note(fact.imageId(), fact.tenantId(), fact.text().label(), fact.region());
    }

    @EventHandler
    void on(ImageStored fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        sql.row(
                        "select tenant_id, label, region from charging_image where image = ?",
                        row -> new Open(
                                new TenantId(row.getLong(1)), row.getString(2), new Sku(IMAGE, row.getString(3))),
                        fact.imageId().text())
                .ifPresent(begun -> spans.open(
                        happened(fact.imageId(), begun.tenant(), sequence).at(at, null),
                        new Thing(begun.name(), begun.sku(), gib(fact.storedBytes()), null)));
    }

    @EventHandler
    void on(ImageDeleted fact, @Timestamp Instant at, @SequenceNumber Long sequence) {
        spans.close(happened(fact.imageId(), fact.tenantId(), sequence).at(at, null));
        forget(fact.imageId());
    }

    @EventHandler
    void on(ImageCaptureFailed fact) {
        forget(fact.imageId());
    }

    private void forget(ImageId image) {
        sql.change("delete from charging_image where image = ?", image.text());
    }

    private void note(ImageId image, TenantId tenant, String label, String region) {
        sql.change(
                "insert into charging_image (image, tenant_id, label, region) values (?, ?, ?, ?)"
                        + " on conflict (image) do nothing",
                image.text(),
                tenant.value(),
                label,
                region);
    }

    private static BigDecimal gib(long bytes) {
        return BigDecimal.valueOf(bytes)
                .divide(BYTES_PER_GIB, 6, RoundingMode.UP)
                .stripTrailingZeros();
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
        spans.open(
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
                .ifPresent(tenant -> spans.close(
                        happened(fact.assignmentId(), tenant, sequence).at(at, null)));
    }

    @EventHandler
    void on(LeaseBegun fact, @Timestamp Instant recordedAt, @SequenceNumber Long sequence) {
        Happened happened = happened(fact.leaseId(), fact.tenantId(), sequence).told(recordedAt, fact.from());
        spans.open(
                happened,
                new Thing(fact.name(), new Sku(fact.charge(), fact.region(), fact.contract()), fact.quantity(), null));
        spans.noteLate(happened);
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
        spans.close(happened);
        spans.open(happened, new Thing(open.name(), open.sku(), fact.quantity(), null));
        spans.noteLate(happened);
    }

    @EventHandler
    void on(LeaseEnded fact, @Timestamp Instant recordedAt, @SequenceNumber Long sequence) {
        TenantId tenant = tenantOf(fact.leaseId()).orElseThrow();
        Happened happened = happened(fact.leaseId(), tenant, sequence).told(recordedAt, fact.until());
        spans.close(happened);
        spans.noteLate(happened);
    }

    private Optional<TenantId> tenantOf(Id id) {
        return sql.row(
                "select tenant_id from charging_span where resource = ? order by started_at desc limit 1",
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

    private record Open(TenantId tenant, String name, Sku sku) {}
}
