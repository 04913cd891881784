package myidc.compute;

import static myidc.shared.RefusedFor.refusedFor;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import myidc.compute.BackupCommand.CancelBackups;
import myidc.compute.BackupCommand.ConfirmBackup;
import myidc.compute.BackupCommand.ConfirmRestored;
import myidc.compute.BackupCommand.EnableBackups;
import myidc.compute.BackupCommand.RestoreInstance;
import myidc.compute.BackupCommand.ScheduleBackups;
import myidc.compute.BackupCommand.TakeBackup;
import myidc.compute.GuestContentCommand.ChangeConfig;
import myidc.compute.GuestContentCommand.CloneContents;
import myidc.compute.GuestContentCommand.ConfirmDisks;
import myidc.compute.GuestContentCommand.ConfirmRebuilt;
import myidc.compute.GuestContentCommand.CreateConfig;
import myidc.compute.GuestContentCommand.CreateDisk;
import myidc.compute.GuestContentCommand.DeleteConfig;
import myidc.compute.GuestContentCommand.DeleteDisk;
import myidc.compute.GuestContentCommand.RebuildInstance;
import myidc.compute.GuestContentCommand.RescueInstance;
import myidc.compute.GuestContentCommand.ResizeDisk;
import myidc.compute.InstanceCommand.BootInstance;
import myidc.compute.InstanceCommand.ConfirmProvisioned;
import myidc.compute.InstanceCommand.DeleteInstance;
import myidc.compute.InstanceCommand.ReportActionFailed;
import myidc.compute.InstanceCommand.ResizeInstance;
import myidc.compute.MigrationCommand.ConfirmMigrated;
import myidc.compute.MigrationCommand.MigrateInstance;
import myidc.compute.event.BackupEvent.BackupFailed;
import myidc.compute.event.BackupEvent.BackupRemoved;
import myidc.compute.event.BackupEvent.BackupRequested;
import myidc.compute.event.BackupEvent.BackupScheduled;
import myidc.compute.event.BackupEvent.BackupTaken;
import myidc.compute.event.BackupEvent.BackupsCancelled;
import myidc.compute.event.BackupEvent.BackupsEnabled;
import myidc.compute.event.BackupEvent.BackupsWanted;
import myidc.compute.event.BackupEvent.InstanceRestoreFailed;
import myidc.compute.event.BackupEvent.InstanceRestoreRequested;
import myidc.compute.event.BackupEvent.InstanceRestored;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestContentEvent.ConfigChosen;
import myidc.compute.event.GuestContentEvent.ConfigCreated;
import myidc.compute.event.GuestContentEvent.ConfigDeleted;
import myidc.compute.event.GuestContentEvent.ContentsCloneFailed;
import myidc.compute.event.GuestContentEvent.ContentsCloneRequested;
import myidc.compute.event.GuestContentEvent.ContentsCloned;
import myidc.compute.event.GuestContentEvent.DiskCreated;
import myidc.compute.event.GuestContentEvent.DiskDeleted;
import myidc.compute.event.GuestContentEvent.DiskDeletionRequested;
import myidc.compute.event.GuestContentEvent.DiskRequested;
import myidc.compute.event.GuestContentEvent.DiskResizeFailed;
import myidc.compute.event.GuestContentEvent.DiskResizeRequested;
import myidc.compute.event.GuestContentEvent.DiskResized;
import myidc.compute.event.GuestContentEvent.InstanceRebuildFailed;
import myidc.compute.event.GuestContentEvent.InstanceRebuildRequested;
import myidc.compute.event.GuestContentEvent.InstanceRebuilt;
import myidc.compute.event.GuestContentEvent.RescueArranged;
import myidc.compute.event.GuestContentEvent.RescueEnded;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.InstanceEvent.InstanceBooted;
import myidc.compute.event.InstanceEvent.InstancePlaced;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceRebootRequested;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.compute.event.MigrationEvent.InstanceMigrated;
import myidc.compute.event.MigrationEvent.InstanceMigrationFailed;
import myidc.compute.event.MigrationEvent.InstanceMigrationRequested;
import myidc.compute.event.MigrationEvent.Place;
import myidc.platform.db.Claims;
import myidc.shared.CommonRefusal;
import myidc.shared.id.BackupId;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a guest's disks, configurations, backups and place allow. */
@QuarkusTest
@TestTransaction
class InstanceContentsTest {
    private static final InstanceId GUEST = new InstanceId(9_100_000_001L);
    private static final TenantId TENANT = new TenantId(9_100_000_001L);
    private static final InstanceId SOURCE = new InstanceId(9_100_000_009L);
    private static final DiskId FIRST = new DiskId(GUEST.value());
    private static final DiskId SECOND = new DiskId(9_100_000_002L);
    private static final ConfigId CONFIG = new ConfigId(GUEST.value());
    private static final ConfigId OTHER = new ConfigId(9_100_000_003L);
    private static final BackupId BACKUP = new BackupId(9_100_000_004L);
    private static final PoolId POOL = new PoolId(3);
    private static final String IMAGE = "linode/debian12";
    private static final GuestSize SMALL = new GuestSize("small", 1, 1_024, 10_240, 1_000);
    private static final GuestSize TINY = new GuestSize("tiny", 1, 512, 5_120, 500);
    private static final Place HERE = new Place(new HostId(1), new SiteId(1), "cn-sha", null);
    private static final Place THERE = new Place(new HostId(2), new SiteId(1), "cn-sha", null);
    private static final GuestDisk DISK = GuestDisk.first(FIRST, IMAGE, 10_240);
    private static final GuestDisk DATA = new GuestDisk(SECOND, "data", "raw", 4_096, null, null);

    private static final Object[] OFF = {
        new InstanceRequested(GUEST, TENANT, "web-1", SMALL, IMAGE, new SiteId(1), "cn-sha", List.of(), false),
        new InstancePlaced(GUEST, new HostId(1), List.of(), 1),
        new InstanceProvisioned(GUEST, TENANT, "web-1", "small", "cn-sha", new HostId(1))
    };
    private static final Object[] ON = with(OFF, new InstanceBootRequested(GUEST), new InstanceBooted(GUEST));
    private static final Object[] SHRUNK =
            with(OFF, new DiskResizeRequested(GUEST, FIRST, 5_000), new DiskResized(GUEST, FIRST, 10_240, 5_000));
    private static final Object[] TWO_DISKS =
            with(SHRUNK, new DiskRequested(GUEST, TENANT, DATA), new DiskCreated(GUEST, SECOND));
    private static final Object BACKED = new BackupsEnabled(GUEST, TENANT, "web-1", "small", "cn-sha");

    @Inject
    Claims claims;

    private AggregateTestFixture<Instance> guest;

    @BeforeEach
    void aFixture() {
        guest = new AggregateTestFixture<>(Instance.class);
        guest.registerInjectableResource(claims);
    }

    @Test
    void copiesOfAnothersDisksAndConfigurationsStandBesideItsOwn() {
        GuestConfig start = GuestConfig.first(OTHER, null, SECOND);
        CloneContents command = new CloneContents(GUEST, SOURCE, List.of(DATA), List.of(start), null);
        Object asked = new ContentsCloneRequested(GUEST, TENANT, SOURCE, List.of(DATA), List.of(start));
        when(command, SHRUNK).expectEvents(asked);
        when(command, OFF).expectException(refusedFor(ComputeRefusal.DISK_SPACE));
        when(command, with(SHRUNK, asked)).expectException(refusedFor(ComputeRefusal.INSTANCE_BUSY));
        when(new ConfirmDisks(GUEST), with(SHRUNK, asked)).expectEvents(new ContentsCloned(GUEST, List.of(start)));
        when(new ReportActionFailed(GUEST, false, "no source"), with(SHRUNK, asked))
                .expectEvents(new ContentsCloneFailed(GUEST, "no source"));
        when(new BootInstance(GUEST, OTHER), with(SHRUNK, asked, new ContentsCloned(GUEST, List.of(start))))
                .expectEvents(new ConfigChosen(GUEST, OTHER), new InstanceBootRequested(GUEST));
        when(command, with(SHRUNK, asked, new ContentsCloneFailed(GUEST, "no source")))
                .expectEvents(asked);
    }

    @Test
    void aRebuildReplacesTheDisksAndStartsAnew() {
        GuestDisk fresh = GuestDisk.first(SECOND, "linode/ubuntu24.04", 10_240);
        Object asked = new InstanceRebuildRequested(GUEST, "linode/ubuntu24.04", List.of(fresh), OTHER, true);
        RebuildInstance command = new RebuildInstance(GUEST, "linode/ubuntu24.04", SECOND, OTHER, true);
        when(command, ON).expectEvents(asked);
        when(command, TWO_DISKS).expectEvents(asked);
        when(new ConfirmRebuilt(GUEST), with(ON, asked))
                .expectEvents(new InstanceRebuilt(GUEST, "linode/ubuntu24.04"), new InstanceBootRequested(GUEST));
        when(new ConfirmRebuilt(GUEST), ON).expectNoEvents();
        when(new ReportActionFailed(GUEST, false, "no"), with(ON, asked))
                .expectEvents(new InstanceRebuildFailed(GUEST, "no"));
        when(command, with(ON, asked)).expectException(refusedFor(ComputeRefusal.INSTANCE_BUSY));
        when(new DeleteDisk(GUEST, FIRST), with(ON, asked)).expectException(refusedFor(ComputeRefusal.INSTANCE_BUSY));
    }

    @Test
    void disksTakeWhatThePlanGivesAndNoMore() {
        when(new CreateDisk(GUEST, DATA), OFF).expectException(refusedFor(ComputeRefusal.DISK_SPACE));
        when(new CreateDisk(GUEST, DATA), SHRUNK).expectEvents(new DiskRequested(GUEST, TENANT, DATA));
        when(new ConfirmDisks(GUEST), with(SHRUNK, new DiskRequested(GUEST, TENANT, DATA)))
                .expectEvents(new DiskCreated(GUEST, SECOND));
        when(new ConfirmDisks(GUEST), TWO_DISKS).expectNoEvents();
        when(new ResizeDisk(GUEST, SECOND, 5_241), TWO_DISKS).expectException(refusedFor(ComputeRefusal.DISK_SPACE));
        when(new ResizeDisk(GUEST, SECOND, 5_240), TWO_DISKS)
                .expectEvents(new DiskResizeRequested(GUEST, SECOND, 5_240));
        when(new ResizeDisk(GUEST, SECOND, 4_096), TWO_DISKS).expectNoEvents();
        when(new ResizeDisk(GUEST, SECOND, 0), TWO_DISKS).expectException(refusedFor(CommonRefusal.INVALID_FIELD));
        when(new ResizeInstance(GUEST, TINY), TWO_DISKS).expectException(refusedFor(ComputeRefusal.DISK_SPACE));
    }

    @Test
    void aDiskIsResizedAndDeletedWhileTheGuestIsOff() {
        when(new ResizeDisk(GUEST, FIRST, 5_000), ON).expectException(refusedFor(ComputeRefusal.INSTANCE_STATE));
        when(new DeleteDisk(GUEST, FIRST), ON).expectException(refusedFor(ComputeRefusal.INSTANCE_STATE));
        when(new ResizeDisk(GUEST, OTHER_DISK, 5_000), OFF).expectException(refusedFor(ComputeRefusal.DISK_NOT_FOUND));
        when(new DeleteDisk(GUEST, FIRST), OFF).expectException(refusedFor(ComputeRefusal.DISK_NEEDED));
        when(new DeleteDisk(GUEST, SECOND), TWO_DISKS).expectEvents(new DiskDeletionRequested(GUEST, SECOND));
        when(new ConfirmDisks(GUEST), with(TWO_DISKS, new DiskDeletionRequested(GUEST, SECOND)))
                .expectEvents(new DiskDeleted(GUEST, SECOND));
        when(new ReportActionFailed(GUEST, false, "in use"), with(OFF, new DiskResizeRequested(GUEST, FIRST, 5_000)))
                .expectEvents(new DiskResizeFailed(GUEST, FIRST, "in use"));
    }

    private static final DiskId OTHER_DISK = new DiskId(9_100_000_099L);

    @Test
    void whileADiskIsWorkedOnNothingElseIsDone() {
        Object[] working = with(OFF, new DiskResizeRequested(GUEST, FIRST, 5_000));
        for (Object command : List.of(
                new BootInstance(GUEST),
                new DeleteInstance(GUEST),
                new DeleteDisk(GUEST, FIRST),
                new ResizeInstance(GUEST, TINY))) {
            when(command, working).expectException(refusedFor(ComputeRefusal.INSTANCE_BUSY));
        }
    }

    @Test
    void aGuestStartsByTheConfigurationAskedFor() {
        GuestConfig other = config(OTHER, FIRST);
        when(new CreateConfig(GUEST, other), ON).expectEvents(new ConfigCreated(GUEST, other));
        when(new CreateConfig(GUEST, config(OTHER, SECOND)), ON)
                .expectException(refusedFor(ComputeRefusal.CONFIG_DEVICE));
        when(new ChangeConfig(GUEST, other), ON).expectException(refusedFor(ComputeRefusal.CONFIG_NOT_FOUND));
        when(new DeleteConfig(GUEST, CONFIG), ON).expectException(refusedFor(ComputeRefusal.CONFIG_NEEDED));
        Object[] two = with(OFF, new ConfigCreated(GUEST, other));
        when(new DeleteConfig(GUEST, CONFIG), two).expectEvents(new ConfigDeleted(GUEST, CONFIG));
        when(new BootInstance(GUEST, OTHER), two)
                .expectEvents(new ConfigChosen(GUEST, OTHER), new InstanceBootRequested(GUEST));
        when(new BootInstance(GUEST, CONFIG), two).expectEvents(new InstanceBootRequested(GUEST));
        when(new BootInstance(GUEST, new ConfigId(5)), two)
                .expectException(refusedFor(ComputeRefusal.CONFIG_NOT_FOUND));
    }

    @Test
    void rescueIsForOneStart() {
        List<GuestConfig.Device> devices = GuestConfig.inSlots(List.of(FIRST));
        RescueInstance rescue = new RescueInstance(GUEST, devices);
        Object arranged = new RescueArranged(GUEST, devices);
        when(rescue, OFF).expectEvents(arranged, new InstanceBootRequested(GUEST));
        when(rescue, ON).expectEvents(arranged, new InstanceRebootRequested(GUEST));
        when(new BootInstance(GUEST), with(OFF, arranged))
                .expectEvents(new RescueEnded(GUEST), new InstanceBootRequested(GUEST));
    }

    @Test
    void backupsAreEnabledOnceTheGuestIsThere() {
        Object[] asked = {OFF[0], OFF[1]};
        when(new EnableBackups(GUEST), asked).expectEvents(new BackupsWanted(GUEST));
        when(new ConfirmProvisioned(GUEST), with(asked, new BackupsWanted(GUEST)))
                .expectEvents(OFF[2], BACKED);
        when(new EnableBackups(GUEST), ON).expectEvents(BACKED);
        when(new EnableBackups(GUEST), with(ON, BACKED)).expectException(refusedFor(ComputeRefusal.BACKUPS_STATE));
        when(new CancelBackups(GUEST), ON).expectException(refusedFor(ComputeRefusal.BACKUPS_STATE));
        when(new TakeBackup(GUEST, BACKUP, "first", POOL), ON)
                .expectException(refusedFor(ComputeRefusal.BACKUPS_STATE));
        when(new ScheduleBackups(GUEST, "Someday", 2, java.time.ZoneOffset.UTC), ON)
                .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
        when(new ScheduleBackups(GUEST, "Monday", 3, java.time.ZoneOffset.UTC), ON)
                .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
    }

    @Test
    void aSnapshotTakesThePlaceOfTheOneBefore() {
        BackupId second = new BackupId(9_100_000_005L);
        Object[] one = with(ON, BACKED, requested(BACKUP, "first"), new BackupTaken(GUEST, BACKUP));
        when(new TakeBackup(GUEST, BACKUP, "first", POOL), with(ON, BACKED)).expectEvents(requested(BACKUP, "first"));
        when(new ConfirmBackup(GUEST, second), with(one, requested(second, "second")))
                .expectEvents(new BackupTaken(GUEST, second), new BackupRemoved(GUEST, BACKUP));
        when(new ConfirmBackup(GUEST, BACKUP), one).expectNoEvents();
        when(new ReportActionFailed(GUEST, true, "full"), with(one, requested(second, "second")))
                .expectEvents(new BackupFailed(GUEST, second, "full"));
        when(new CancelBackups(GUEST), one)
                .expectEvents(new BackupRemoved(GUEST, BACKUP), new BackupsCancelled(GUEST, TENANT));
        when(new TakeBackup(GUEST, second, null, POOL), with(one, requested(second, null)))
                .expectException(refusedFor(ComputeRefusal.INSTANCE_BUSY));
    }

    @Test
    void ofBackupsByTheCalendarTheLastAndThoseOfTwoWeeksStay() {
        BackupId[] ids = new BackupId[5];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = new BackupId(9_100_000_010L + i);
        }
        List<Object> facts = new java.util.ArrayList<>(Arrays.asList(ON));
        facts.add(BACKED);
        facts.add(new BackupScheduled(GUEST, "Sunday", 2, java.time.ZoneOffset.UTC));
        var given =
                guest.givenCurrentTime(Instant.parse("2026-03-01T02:10:00Z")).andGiven(facts);
        String[] taken = {"2026-03-01T02:10:00Z", "2026-03-08T02:10:00Z", "2026-03-15T02:10:00Z", "2026-03-16T02:10:00Z"
        };
        for (int i = 0; i < taken.length; i++) {
            given = given.andGivenCurrentTime(Instant.parse(taken[i]))
                    .andGiven(requested(ids[i], null), new BackupTaken(GUEST, ids[i]));
        }

        given.andGivenCurrentTime(Instant.parse("2026-03-17T02:10:00Z"))
                .andGiven(requested(ids[4], null))
                .when(new ConfirmBackup(GUEST, ids[4]))
                .expectEvents(
                        new BackupTaken(GUEST, ids[4]),
                        new BackupRemoved(GUEST, ids[0]),
                        new BackupRemoved(GUEST, ids[3]));
    }

    @Test
    void aRestoreGivesDisksOutOfABackup() {
        GuestDisk back = new GuestDisk(SECOND, "root", "ext4", 5_000, null, new GuestDisk.Source(null, BACKUP, FIRST));
        Object asked = new InstanceRestoreRequested(GUEST, BACKUP, List.of(back), true);
        when(new RestoreInstance(GUEST, BACKUP, List.of(back), true), ON).expectEvents(asked);
        when(new RestoreInstance(GUEST, BACKUP, List.of(back), false), ON)
                .expectException(refusedFor(ComputeRefusal.DISK_SPACE));
        when(new RestoreInstance(GUEST, BACKUP, List.of(back), false), SHRUNK)
                .expectEvents(new InstanceRestoreRequested(GUEST, BACKUP, List.of(back), false));
        when(new ConfirmRestored(GUEST), with(ON, asked)).expectEvents(new InstanceRestored(GUEST, BACKUP));
        when(new ReportActionFailed(GUEST, false, "gone"), with(ON, asked))
                .expectEvents(new InstanceRestoreFailed(GUEST, BACKUP, "gone"));
    }

    @Test
    void aGuestGoesToAnotherHostAndStartsThereIfItRan() {
        MigrateInstance go = new MigrateInstance(GUEST, HERE, THERE, List.of(), 2);
        Object asked = new InstanceMigrationRequested(GUEST, HERE, THERE, List.of(), 2);
        Object gone = new InstanceMigrated(GUEST, TENANT, "web-1", "small", 10_240, HERE, THERE);
        when(go, ON).expectEvents(asked);
        when(new MigrateInstance(GUEST, HERE, HERE, List.of(), 2), ON)
                .expectException(refusedFor(ComputeRefusal.INSTANCE_STATE));
        when(new ConfirmMigrated(GUEST), with(ON, asked)).expectEvents(gone, new InstanceBootRequested(GUEST));
        when(new ConfirmMigrated(GUEST), with(OFF, asked)).expectEvents(gone);
        when(new ReportActionFailed(GUEST, false, "no"), with(ON, asked))
                .expectEvents(new InstanceMigrationFailed(GUEST, THERE, "no"), new InstanceBootRequested(GUEST));
        when(new ConfirmMigrated(GUEST), ON).expectNoEvents();
    }

    private static Object requested(BackupId id, String label) {
        return new BackupRequested(
                GUEST,
                TENANT,
                id,
                label,
                label == null,
                POOL,
                "cn-sha",
                List.of(DISK),
                List.of("My linode/debian12 Profile"));
    }

    private static GuestConfig config(ConfigId id, DiskId disk) {
        return GuestConfig.first(id, null, disk);
    }

    private ResultValidator<Instance> when(Object command, Object... facts) {
        return guest.given(Arrays.asList(facts)).when(command);
    }

    private static Object[] with(Object[] facts, Object... more) {
        return Stream.concat(Arrays.stream(facts), Arrays.stream(more)).toArray();
    }
}
