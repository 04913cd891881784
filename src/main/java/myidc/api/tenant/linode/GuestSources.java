package myidc.api.tenant.linode;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import myidc.api.tenant.linode.InstanceRequests.CloneRequest;
import myidc.compute.ComputeRefusal;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestConfig.Device;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.GuestDisk.Source;
import myidc.compute.read.BackupView;
import myidc.compute.read.GuestConfigView;
import myidc.compute.read.GuestConfigs;
import myidc.compute.read.GuestDisks;
import myidc.compute.read.InstanceView;
import myidc.platform.db.Sequences;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.BackupId;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.VolumeId;
import myidc.storage.read.VolumeView;
import myidc.storage.read.Volumes;
import org.jspecify.annotations.Nullable;

/** Disks and configurations that begin as copies, numbered anew: they draw from the numbers of guests, so none is had twice. */
@Singleton
final class GuestSources {
    private static final List<String> SLOTS = List.of("sda", "sdb", "sdc", "sdd", "sde", "sdf", "sdg", "sdh");

    private final Sequences sequences;
    private final GuestDisks disks;
    private final GuestConfigs configs;
    private final Volumes volumes;

    GuestSources(Sequences sequences, GuestDisks disks, GuestConfigs configs, Volumes volumes) {
        this.sequences = sequences;
        this.disks = disks;
        this.configs = configs;
        this.volumes = volumes;
    }

    /** A number that no guest, disk or configuration has. */
    long number() {
        return sequences.next("instance");
    }

    List<GuestDisk> disksOf(InstanceView guest) {
        return disks.present(new InstanceId(guest.id));
    }

    List<GuestConfig> configsOf(InstanceView guest) {
        return configs.of(new InstanceId(guest.id)).stream()
                .map(GuestConfigView::fact)
                .toList();
    }

    /** Copies of a guest's disks and configurations; the first of each bears the new guest's number, where there is one. */
    Contents copies(@Nullable InstanceId fresh, InstanceId source, Contents what) {
        Map<DiskId, DiskId> renamed = new HashMap<>();
        List<GuestDisk> made = new ArrayList<>();
        for (GuestDisk disk : what.disks()) {
            DiskId id = new DiskId(fresh != null && made.isEmpty() ? fresh.value() : number());
            renamed.put(disk.diskId(), id);
            made.add(new GuestDisk(
                    id, disk.label(), disk.filesystem(), disk.sizeMb(), null, new Source(source, null, disk.diskId())));
        }
        List<GuestConfig> starts = new ArrayList<>();
        for (GuestConfig config : what.configs()) {
            ConfigId id = new ConfigId(fresh != null && starts.isEmpty() ? fresh.value() : number());
            List<Device> devices = config.devices().stream()
                    .filter(device -> device.diskId() != null && renamed.containsKey(device.diskId()))
                    .map(device ->
                            new Device(device.slot(), renamed.get(Objects.requireNonNull(device.diskId())), null))
                    .toList();
            starts.add(config.numbered(id, devices));
        }
        return new Contents(made, starts);
    }

    /** Disks out of a backup. */
    List<GuestDisk> outOf(BackupView backup, @Nullable InstanceId fresh) {
        List<GuestDisk> made = new ArrayList<>();
        for (BackupView.Held held : backup.held()) {
            DiskId id = new DiskId(made.isEmpty() && fresh != null ? fresh.value() : number());
            Source source = new Source(null, new BackupId(backup.id), held.diskId());
            made.add(new GuestDisk(id, held.label(), held.filesystem(), held.sizeMb(), null, source));
        }
        return made;
    }

    /** What a new guest made of a backup begins with. */
    Contents restored(InstanceId fresh, BackupView backup) {
        List<GuestDisk> made = outOf(backup, fresh);
        GuestConfig first = GuestConfig.first(
                new ConfigId(fresh.value()), null, made.getFirst().diskId());
        String label = backup.configs.length == 0 ? first.label() : backup.configs[0];
        List<Device> devices =
                GuestConfig.inSlots(made.stream().map(GuestDisk::diskId).toList());
        return new Contents(made, List.of(first.labelled(label).numbered(first.configId(), devices)));
    }

    /** What a request puts into slots: disks of the guest, or volumes that it has. */
    List<Device> devices(InstanceView guest, JsonNode asked) {
        if (!asked.isObject()) {
            throw invalid("devices", "must have a disk or volume for each slot");
        }
        List<Device> devices = new ArrayList<>();
        asked.properties().forEach(slot -> {
            JsonNode held = slot.getValue();
            String field = "devices." + slot.getKey();
            if (!SLOTS.contains(slot.getKey())) {
                throw invalid(field, "is not valid");
            }
            if (held.isNull()) {
                return;
            }
            boolean disk = held.path("disk_id").isIntegralNumber();
            boolean volume = held.path("volume_id").isIntegralNumber();
            if (disk == volume) {
                throw invalid(field, "must have a disk_id or a volume_id");
            }
            devices.add(
                    disk
                            ? new Device(
                                    slot.getKey(),
                                    new DiskId(held.path("disk_id").asLong()),
                                    null)
                            : new Device(slot.getKey(), null, volume(guest, field, held)));
        });
        return devices;
    }

    private VolumeId volume(InstanceView guest, String field, JsonNode held) {
        long wanted = held.path("volume_id").asLong();
        return volumes.on(new InstanceId(guest.id)).stream()
                .filter(row -> row.id == wanted)
                .map((VolumeView row) -> new VolumeId(row.id))
                .findFirst()
                .orElseThrow(() -> Refused.field(
                        ComputeRefusal.CONFIG_DEVICE, field, field + " must be a disk or volume of this Linode"));
    }

    /** Those of the numbers a request names; all of them when it names none. */
    static <T> List<T> chosen(String field, @Nullable List<@Nullable Long> asked, Map<Long, T> all) {
        if (asked == null || asked.isEmpty()) {
            return List.copyOf(all.values());
        }
        List<T> chosen = new ArrayList<>();
        for (Long number :
                Set.copyOf(asked.stream().map(each -> each == null ? 0L : each).toList())) {
            T one = all.get(number);
            if (one == null) {
                throw invalid(field, "must be of this Linode");
            }
            chosen.add(one);
        }
        return chosen;
    }

    private static Refused invalid(String field, String rule) {
        return Refused.field(CommonRefusal.INVALID_FIELD, field, field + " " + rule);
    }

    /** What a guest stores on and how it starts. */
    record Contents(List<GuestDisk> disks, List<GuestConfig> configs) {
        /** What a copy into a guest that is there takes: who names disks alone has no configurations, and the other way round theirs. */
        Contents named(CloneRequest body) {
            boolean someDisks = body.disks() != null && !body.disks().isEmpty();
            boolean someConfigs = body.configs() != null && !body.configs().isEmpty();
            if (someDisks == someConfigs) {
                return this;
            }
            return someDisks ? new Contents(disks, List.of()) : new Contents(usedBy(configs), configs);
        }

        private List<GuestDisk> usedBy(List<GuestConfig> starts) {
            return disks.stream()
                    .filter(disk -> starts.stream()
                            .flatMap(config -> config.devices().stream())
                            .anyMatch(device -> disk.diskId().equals(device.diskId())))
                    .toList();
        }
    }
}
