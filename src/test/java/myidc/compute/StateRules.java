package myidc.compute;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.compute.ApprovalCommand.Deed;
import myidc.compute.BackupCommand.CancelBackups;
import myidc.compute.BackupCommand.EnableBackups;
import myidc.compute.BackupCommand.RestoreInstance;
import myidc.compute.BackupCommand.ScheduleBackups;
import myidc.compute.BackupCommand.TakeBackup;
import myidc.compute.GuestContentCommand.ChangeConfig;
import myidc.compute.GuestContentCommand.CreateConfig;
import myidc.compute.GuestContentCommand.CreateDisk;
import myidc.compute.GuestContentCommand.DeleteConfig;
import myidc.compute.GuestContentCommand.DeleteDisk;
import myidc.compute.GuestContentCommand.LabelDisk;
import myidc.compute.GuestContentCommand.RebuildInstance;
import myidc.compute.GuestContentCommand.RescueInstance;
import myidc.compute.GuestContentCommand.ResizeDisk;
import myidc.compute.InstanceCommand.BootInstance;
import myidc.compute.InstanceCommand.DeleteInstance;
import myidc.compute.InstanceCommand.LabelInstance;
import myidc.compute.InstanceCommand.OpenConsole;
import myidc.compute.InstanceCommand.RebootInstance;
import myidc.compute.InstanceCommand.ResetRootPassword;
import myidc.compute.InstanceCommand.ResizeInstance;
import myidc.compute.InstanceCommand.ShutDownInstance;
import myidc.compute.InstanceCommand.TagInstance;
import myidc.compute.LockCommand.LockInstance;
import myidc.compute.MigrationCommand.MigrateInstance;
import myidc.compute.event.ApprovalEvent.ApprovalAwaited;
import myidc.compute.event.BackupEvent.BackupsEnabled;
import myidc.compute.event.BackupEvent.InstanceRestoreRequested;
import myidc.compute.event.ConsoleEvent;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestContentEvent.ConfigCreated;
import myidc.compute.event.GuestContentEvent.DiskCreated;
import myidc.compute.event.GuestContentEvent.DiskRequested;
import myidc.compute.event.GuestContentEvent.DiskResizeRequested;
import myidc.compute.event.GuestContentEvent.DiskResized;
import myidc.compute.event.GuestContentEvent.InstanceRebuildRequested;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.InstanceEvent.InstanceBooted;
import myidc.compute.event.InstanceEvent.InstanceDeletionFailed;
import myidc.compute.event.InstanceEvent.InstanceDeletionRequested;
import myidc.compute.event.InstanceEvent.InstancePlaced;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceRebootRequested;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.compute.event.InstanceEvent.InstanceResizeRequested;
import myidc.compute.event.InstanceEvent.InstanceShutdownRequested;
import myidc.compute.event.InstanceEvent.ProvisioningFailed;
import myidc.compute.event.LockEvent.InstanceLocked;
import myidc.compute.event.MigrationEvent.InstanceMigrationRequested;
import myidc.compute.event.MigrationEvent.Place;
import myidc.shared.id.ApprovalId;
import myidc.shared.id.ApprovalRuleId;
import myidc.shared.id.BackupId;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.LockId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;

/** Pasts that bring a guest into each state, and each deed that its pages offer. */
final class StateRules {
    static final InstanceId GUEST = new InstanceId(9_000_000_005L);

    private static final TenantId TENANT = new TenantId(9_000_000_005L);
    private static final HostId HOST = new HostId(9_000_000_005L);
    private static final HostId OTHER_HOST = new HostId(9_000_000_006L);
    private static final DiskId DISK = new DiskId(GUEST.value());
    private static final DiskId OTHER_DISK = new DiskId(GUEST.value() + 1);
    private static final ConfigId CONFIG = new ConfigId(GUEST.value());
    private static final ConfigId OTHER_CONFIG = new ConfigId(GUEST.value() + 1);
    private static final BackupId BACKUP = new BackupId(9_000_000_005L);
    private static final LockId LOCK = new LockId(9_000_000_005L);
    private static final GuestSize SMALL = new GuestSize("small", 1, 1_024, 10_240, 1_000);
    private static final GuestSize LARGE = new GuestSize("large", 4, 8_192, 81_920, 4_000);
    private static final long HALF_MB = SMALL.diskMb() / 2;
    private static final String IMAGE = "linode/debian12";
    private static final String REGION = "cn-sha";
    private static final Place HERE = new Place(HOST, new SiteId(1), REGION, null);
    private static final Place THERE = new Place(OTHER_HOST, new SiteId(1), REGION, null);

    private StateRules() {}

    /**
     * Something that a page offers.
     *
     * @param before what a guest of any state has, so that its state alone decides
     */
    record Offered(List<Object> before, Object command) {
        /** A guest's past with what came before, right after the guest was asked for. */
        List<Object> after(List<Object> past) {
            List<Object> all = new ArrayList<>(past);
            all.addAll(1, before);
            return List.copyOf(all);
        }
    }

    /** By the state's name; one that is worked on, locked or of which something waits has a row of its own. */
    static Map<String, List<Object>> states() {
        List<Object> made = List.of(
                new InstanceRequested(GUEST, TENANT, "web-1", SMALL, IMAGE, new SiteId(1), REGION, List.of(), false),
                new InstancePlaced(GUEST, HOST, List.of(), 1));
        List<Object> off = and(made, new InstanceProvisioned(GUEST, TENANT, "web-1", "small", REGION, HOST));
        List<Object> on = and(off, new InstanceBootRequested(GUEST), new InstanceBooted(GUEST));
        GuestDisk disk = GuestDisk.first(DISK, IMAGE, SMALL.diskMb());
        List<Object> leaving = and(off, new InstanceDeletionRequested(GUEST));
        Map<InstanceState, List<Object>> states = new LinkedHashMap<>();
        states.put(InstanceState.PROVISIONING, made);
        states.put(InstanceState.AWAITING_APPROVAL, and(made, awaited(Deed.CREATE)));
        states.put(InstanceState.OFFLINE, off);
        states.put(InstanceState.BOOTING, and(off, new InstanceBootRequested(GUEST)));
        states.put(InstanceState.RUNNING, on);
        states.put(InstanceState.SHUTTING_DOWN, and(on, new InstanceShutdownRequested(GUEST)));
        states.put(InstanceState.REBOOTING, and(on, new InstanceRebootRequested(GUEST)));
        states.put(InstanceState.RESIZING, and(off, new InstanceResizeRequested(GUEST, LARGE)));
        states.put(
                InstanceState.REBUILDING,
                and(off, new InstanceRebuildRequested(GUEST, IMAGE, List.of(disk), CONFIG, false)));
        states.put(InstanceState.RESTORING, and(off, new InstanceRestoreRequested(GUEST, BACKUP, List.of(disk), true)));
        states.put(InstanceState.MIGRATING, and(off, new InstanceMigrationRequested(GUEST, HERE, THERE, List.of(), 1)));
        states.put(InstanceState.DELETING, leaving);
        states.put(InstanceState.FAILED, and(made, new ProvisioningFailed(GUEST, "disk", "no room")));
        states.put(InstanceState.DELETION_FAILED, and(leaving, new InstanceDeletionFailed(GUEST, "no answer")));
        Map<String, List<Object>> rows = new LinkedHashMap<>();
        states.forEach((state, past) -> rows.put(state.name(), past));
        for (InstanceState still : List.of(InstanceState.OFFLINE, InstanceState.RUNNING)) {
            List<Object> past = states.get(still);
            rows.put(still + "_WORKED", and(past, new DiskResizeRequested(GUEST, DISK, HALF_MB)));
            rows.put(still + "_PROPOSED", and(past, awaited(Deed.RESIZE)));
            rows.put(still + "_LOCKED", and(past, new InstanceLocked(GUEST, LOCK, true)));
        }
        return rows;
    }

    /** By the name that the pages know it by. */
    static Map<String, Offered> deeds() {
        List<Object> smaller = List.of(
                new DiskResizeRequested(GUEST, DISK, HALF_MB), new DiskResized(GUEST, DISK, SMALL.diskMb(), HALF_MB));
        GuestDisk other = GuestDisk.first(OTHER_DISK, null, HALF_MB);
        GuestConfig config = GuestConfig.first(OTHER_CONFIG, IMAGE, DISK);
        List<Object> withDisk =
                and(smaller, new DiskRequested(GUEST, TENANT, other), new DiskCreated(GUEST, OTHER_DISK));
        List<Object> withConfig = List.of(new ConfigCreated(GUEST, config));
        List<Object> backedUp = List.of(new BackupsEnabled(GUEST, TENANT, "web-1", "small", REGION));
        Map<String, Offered> deeds = new LinkedHashMap<>();
        deeds.put("boot", alone(new BootInstance(GUEST)));
        deeds.put("shutdown", alone(new ShutDownInstance(GUEST)));
        deeds.put("reboot", alone(new RebootInstance(GUEST)));
        deeds.put("delete", alone(new DeleteInstance(GUEST)));
        deeds.put("rename", alone(new LabelInstance(GUEST, "web-2")));
        deeds.put("tag", alone(new TagInstance(GUEST, List.of("blue"))));
        deeds.put("lock", alone(new LockInstance(GUEST, new LockId(LOCK.value() + 1), false)));
        deeds.put("console", alone(new OpenConsole(GUEST, ConsoleEvent.Kind.TEXT)));
        deeds.put("password", alone(new ResetRootPassword(GUEST)));
        deeds.put("resize", alone(new ResizeInstance(GUEST, LARGE)));
        deeds.put("rebuild", alone(new RebuildInstance(GUEST, IMAGE, DISK, CONFIG, true)));
        deeds.put("rescue", alone(new RescueInstance(GUEST, GuestConfig.inSlots(List.of(DISK)))));
        deeds.put("migrate", alone(new MigrateInstance(GUEST, HERE, THERE, List.of(), 1)));
        deeds.put("addDisk", new Offered(smaller, new CreateDisk(GUEST, other)));
        deeds.put("renameDisk", alone(new LabelDisk(GUEST, DISK, "root")));
        deeds.put("resizeDisk", alone(new ResizeDisk(GUEST, DISK, HALF_MB)));
        deeds.put("deleteDisk", new Offered(withDisk, new DeleteDisk(GUEST, OTHER_DISK)));
        deeds.put("addConfig", alone(new CreateConfig(GUEST, config)));
        deeds.put("changeConfig", new Offered(withConfig, new ChangeConfig(GUEST, config.labelled("by hand"))));
        deeds.put("deleteConfig", new Offered(withConfig, new DeleteConfig(GUEST, OTHER_CONFIG)));
        deeds.put("enableBackups", alone(new EnableBackups(GUEST)));
        deeds.put("scheduleBackups", alone(new ScheduleBackups(GUEST, "Sunday", 2, ZoneOffset.UTC)));
        deeds.put("snapshot", new Offered(backedUp, new TakeBackup(GUEST, BACKUP, "before", new PoolId(1))));
        deeds.put("cancelBackups", new Offered(backedUp, new CancelBackups(GUEST)));
        GuestDisk kept = GuestDisk.first(OTHER_DISK, IMAGE, SMALL.diskMb());
        deeds.put("restore", alone(new RestoreInstance(GUEST, BACKUP, List.of(kept), true)));
        return deeds;
    }

    private static ApprovalAwaited awaited(Deed deed) {
        return new ApprovalAwaited(
                GUEST,
                new ApprovalId(1),
                new ApprovalRuleId(1),
                TENANT,
                "web-1",
                deed.name(),
                deed == Deed.RESIZE ? LARGE : SMALL,
                null,
                HERE,
                List.of(),
                1,
                Instant.EPOCH);
    }

    private static Offered alone(Object command) {
        return new Offered(List.of(), command);
    }

    private static List<Object> and(List<Object> before, Object... more) {
        List<Object> all = new ArrayList<>(before);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
