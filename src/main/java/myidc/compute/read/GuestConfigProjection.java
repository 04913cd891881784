package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.compute.event.BackupEvent.InstanceRestoreFailed;
import myidc.compute.event.BackupEvent.InstanceRestoreRequested;
import myidc.compute.event.BackupEvent.InstanceRestored;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestConfig.Device;
import myidc.compute.event.GuestContentEvent.ConfigChanged;
import myidc.compute.event.GuestContentEvent.ConfigChosen;
import myidc.compute.event.GuestContentEvent.ConfigCreated;
import myidc.compute.event.GuestContentEvent.ConfigDeleted;
import myidc.compute.event.GuestContentEvent.ContentsCloned;
import myidc.compute.event.GuestContentEvent.DiskDeleted;
import myidc.compute.event.GuestContentEvent.InstanceCloneRequested;
import myidc.compute.event.GuestContentEvent.InstanceRebuildFailed;
import myidc.compute.event.GuestContentEvent.InstanceRebuildRequested;
import myidc.compute.event.GuestContentEvent.InstanceRebuilt;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link GuestConfigView} and what it showed before. */
@Singleton
@ProcessingGroup("compute.read")
public final class GuestConfigProjection implements Projection {
    static final String HISTORY = "guest-config";

    private final Histories histories;

    GuestConfigProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "compute.guest-configs";
    }

    @Override
    public List<String> tables() {
        return List.of("guest_config_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(InstanceRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        long number = fact.instanceId().value();
        GuestConfig first = GuestConfig.first(new ConfigId(number), fact.image(), new DiskId(number));
        add(fact.instanceId(), first, new Told(at, version));
    }

    @EventHandler
    void on(InstanceCloneRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        Told told = new Told(at, version);
        of(fact.instanceId()).forEach(row -> remove(row, told));
        fact.configs().forEach(config -> add(fact.instanceId(), config, told));
    }

    @EventHandler
    void on(ContentsCloned fact, @Timestamp Instant at, @SequenceNumber Long version) {
        fact.configs().forEach(config -> add(fact.instanceId(), config, new Told(at, version)));
    }

    @EventHandler
    void on(ConfigCreated fact, @Timestamp Instant at, @SequenceNumber Long version) {
        add(fact.instanceId(), fact.config(), new Told(at, version));
    }

    @EventHandler
    void on(ConfigChanged fact, @Timestamp Instant at, @SequenceNumber Long version) {
        GuestConfigView row = row(fact.config().configId());
        fill(row, fact.config());
        shown(row, new Told(at, version));
    }

    @EventHandler
    void on(ConfigDeleted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        remove(row(fact.configId()), new Told(at, version));
    }

    @EventHandler
    void on(ConfigChosen fact, @Timestamp Instant at, @SequenceNumber Long version) {
        for (GuestConfigView row : of(fact.instanceId())) {
            boolean chosen = row.id == fact.configId().value();
            if (row.chosen != chosen) {
                row.chosen = chosen;
                shown(row, new Told(at, version));
            }
        }
    }

    @EventHandler
    void on(DiskDeleted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        for (GuestConfigView row : of(fact.instanceId())) {
            List<Device> left = DeviceLines.read(row.devices).stream()
                    .filter(device -> !fact.diskId().equals(device.diskId()))
                    .toList();
            String lines = DeviceLines.write(left);
            if (!lines.equals(row.devices)) {
                row.devices = lines;
                shown(row, new Told(at, version));
            }
        }
    }

    @EventHandler
    void on(InstanceRebuildRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        DiskId disk = fact.disks().getFirst().diskId();
        GuestConfigView row =
                made(fact.instanceId(), GuestConfig.first(fact.configId(), fact.image(), disk), new Told(at, version));
        row.awaited = true;
        row.persist();
    }

    @EventHandler
    void on(InstanceRebuilt fact, @Timestamp Instant at, @SequenceNumber Long version) {
        Told told = new Told(at, version);
        for (GuestConfigView row : of(fact.instanceId())) {
            if (row.awaited) {
                row.awaited = false;
                shown(row, told);
            } else {
                remove(row, told);
            }
        }
    }

    @EventHandler
    void on(InstanceRebuildFailed fact) {
        of(fact.instanceId()).stream().filter(row -> row.awaited).forEach(GuestConfigView::delete);
    }

    @EventHandler
    void on(InstanceRestoreRequested fact) {
        if (fact.overwrite()) {
            List<GuestConfigView> rows = of(fact.instanceId());
            GuestConfigView current =
                    rows.stream().filter(row -> row.chosen).findFirst().orElseGet(rows::getFirst);
            current.wantedDevices = DeviceLines.write(GuestConfig.inSlots(
                    fact.disks().stream().map(GuestDisk::diskId).toList()));
        }
    }

    @EventHandler
    void on(InstanceRestored fact, @Timestamp Instant at, @SequenceNumber Long version) {
        Told told = new Told(at, version);
        List<GuestConfigView> rows = of(fact.instanceId());
        Set<Long> kept = rows.stream()
                .filter(row -> row.wantedDevices != null)
                .map(row -> row.id)
                .collect(Collectors.toSet());
        for (GuestConfigView row : kept.isEmpty() ? List.<GuestConfigView>of() : rows) {
            String devices = row.wantedDevices;
            if (devices == null) {
                remove(row, told);
            } else {
                row.devices = devices;
                row.wantedDevices = null;
                row.chosen = false;
                shown(row, told);
            }
        }
    }

    @EventHandler
    void on(InstanceRestoreFailed fact) {
        of(fact.instanceId()).forEach(row -> row.wantedDevices = null);
    }

    @EventHandler
    void on(InstanceDeleted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        of(fact.instanceId()).forEach(row -> remove(row, new Told(at, version)));
    }

    private void add(InstanceId guest, GuestConfig config, Told told) {
        GuestConfigView row = made(guest, config, told);
        row.persist();
        shown(row, told);
    }

    private static GuestConfigView made(InstanceId guest, GuestConfig config, Told told) {
        GuestConfigView row = new GuestConfigView();
        row.id = config.configId().value();
        row.instanceId = guest.value();
        row.createdAt = told.at();
        row.updatedAt = told.at();
        row.version = told.version();
        fill(row, config);
        return row;
    }

    private static void fill(GuestConfigView row, GuestConfig config) {
        row.label = config.label();
        row.comments = config.comments();
        row.kernel = config.kernel();
        row.rootDevice = config.rootDevice();
        row.runLevel = config.runLevel();
        row.virtMode = config.virtMode();
        row.memoryLimitMb = config.memoryLimitMb();
        row.devices = DeviceLines.write(config.devices());
        row.helpers = config.helpers().toArray(String[]::new);
    }

    private void shown(GuestConfigView row, Told told) {
        row.version = told.version();
        row.updatedAt = told.at();
        histories.show(HISTORY, row.id, told.at(), row);
    }

    private void remove(GuestConfigView row, Told told) {
        row.delete();
        histories.end(HISTORY, row.id, told.at());
    }

    private static List<GuestConfigView> of(InstanceId guest) {
        return GuestConfigView.list("instanceId = ?1 order by createdAt, id", guest.value());
    }

    private static GuestConfigView row(ConfigId id) {
        return GuestConfigView.<GuestConfigView>findByIdOptional(id.value()).orElseThrow();
    }

    /** When a fact was told, and its place in the guest's life. */
    private record Told(Instant at, Long version) {}
}
