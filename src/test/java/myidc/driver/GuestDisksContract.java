package myidc.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import myidc.compute.event.CopyKind;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.GuestDisk.Source;
import myidc.compute.event.Resources;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.port.MachineRoom.Copy;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Power;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Seat;
import myidc.compute.port.MachineRoom.Start;
import myidc.shared.id.BackupId;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every machine room does alike with guests' disks, their backups and their moves, each call once or again. */
public abstract class GuestDisksContract {
    /** A pool of the portal that the hosts have. */
    protected static final PoolId POOL = new PoolId(1);

    private static final AtomicLong NEXT =
            new AtomicLong(920_000_000 + ProcessHandle.current().pid() % 100_000 * 1_000);

    @Inject
    MachineRoom injected;

    protected MachineRoom room() {
        return injected;
    }

    /** An image that the hosts have. */
    protected String image() {
        return "linode/debian12";
    }

    /** Hosts of this kind of room with place for guests, two of them. */
    protected abstract List<HostId> hosts();

    /** What a disk holds, by any sign that copies share with what they are copies of; null when it is not there. */
    protected abstract @Nullable String contentOf(DiskId disk);

    /** Whether the disk's file lies above another one, which it shares with other disks. */
    protected abstract boolean growsFromAnImage(DiskId disk);

    /** Whether the room keeps something of the backup. */
    protected abstract boolean keeps(BackupId backup);

    @Test
    void disksBecomeAsTheyAreSaidToBe() {
        InstanceId guest = guest();
        GuestDisk root = GuestDisk.first(new DiskId(guest.value()), image(), 2_048);
        GuestDisk data = new GuestDisk(disk(), "data", "raw", 512, null, null);

        twice(() -> room().define(with(guest, root.sized(1_024), data)));
        String held = contentOf(root.diskId());
        assertThat(contentOf(data.diskId())).isNotNull().isNotEqualTo(held);
        twice(() -> room().define(with(guest, root)));

        assertThat(contentOf(data.diskId())).isNull();
        assertThat(contentOf(root.diskId())).isEqualTo(held);
        room().undefine(hosts().getFirst(), guest);
        assertThat(contentOf(root.diskId())).isNull();
    }

    @Test
    void anotherDiskInPlaceOfTheFirstIsARebuild() {
        InstanceId guest = guest();
        DiskId first = new DiskId(guest.value());
        room().define(with(guest, GuestDisk.first(first, image(), 1_024)));
        DiskId second = disk();

        twice(() -> room().define(with(guest, GuestDisk.first(second, image(), 1_024))));

        assertThat(contentOf(first)).isNull();
        assertThat(contentOf(second)).isNotNull();
        room().undefine(hosts().getFirst(), guest);
    }

    @Test
    void aCopyOutlivesWhatItIsACopyOf() {
        InstanceId guest = guest();
        DiskId first = new DiskId(guest.value());
        room().define(with(guest, GuestDisk.first(first, image(), 1_024)));
        String held = contentOf(first);
        InstanceId copy = guest();
        DiskId copied = new DiskId(copy.value());

        twice(() -> room().define(with(copy, from(copied, new Source(guest, null, first)))));
        room().undefine(hosts().getFirst(), guest);

        assertThat(contentOf(copied)).isEqualTo(held);
        room().undefine(hosts().getFirst(), copy);
    }

    @Test
    void aDiskThatBeganEmptyIsCopiedBesideIt() {
        InstanceId guest = guest();
        GuestDisk first = GuestDisk.first(new DiskId(guest.value()), image(), 1_024);
        GuestDisk empty = new GuestDisk(disk(), "data", "ext4", 1_024, null, null);
        GuestDisk copy = from(disk(), new Source(guest, null, empty.diskId()));
        room().define(with(guest, first, empty));

        twice(() -> room().define(with(guest, first, empty, copy)));

        assertThat(contentOf(copy.diskId())).isNotNull().isEqualTo(contentOf(empty.diskId()));
        room().undefine(hosts().getFirst(), guest);
    }

    @Test
    protected void aCopyIsLinkedOrFullAsChosenAndOutlivesItsSourceEitherWay() {
        InstanceId guest = guest();
        DiskId first = new DiskId(guest.value());
        room().define(with(guest, GuestDisk.first(first, image(), 1_024)));
        String held = contentOf(first);
        assertThat(growsFromAnImage(first)).isTrue();
        InstanceId linked = guest();
        InstanceId full = guest();
        DiskId copy = new DiskId(linked.value());
        DiskId whole = new DiskId(full.value());

        twice(() -> room().define(copied(CopyKind.LINKED, linked, from(copy, new Source(guest, null, first)))));
        twice(() -> room().define(copied(CopyKind.FULL, full, from(whole, new Source(guest, null, first)))));
        room().undefine(hosts().getFirst(), guest);

        assertThat(growsFromAnImage(copy)).isTrue();
        assertThat(growsFromAnImage(whole)).isFalse();
        assertThat(contentOf(copy)).isEqualTo(held);
        assertThat(contentOf(whole)).isEqualTo(held);
        InstanceId again = guest();
        DiskId third = new DiskId(again.value());
        assertThatThrownBy(() ->
                        room().define(copied(CopyKind.LINKED, again, from(third, new Source(full, null, whole)))))
                .isInstanceOf(RoomFailed.class)
                .hasMessageContaining("no copy can be linked");
        room().undefine(hosts().getFirst(), linked);
        assertThat(contentOf(whole)).isEqualTo(held);
        room().undefine(hosts().getFirst(), full);
    }

    @Test
    protected void aCopyOfAGuestThatRunsIsNotLinked() {
        InstanceId guest = guest();
        DiskId first = new DiskId(guest.value());
        room().define(with(guest, GuestDisk.first(first, image(), 1_024)));
        room().start(hosts().getFirst(), guest);
        InstanceId copy = guest();
        DiskId copied = new DiskId(copy.value());
        Guest wanted = copied(CopyKind.LINKED, copy, from(copied, new Source(guest, null, first)));

        assertThatThrownBy(() -> room().define(wanted))
                .isInstanceOf(RoomFailed.class)
                .hasMessageContaining("runs");
        room().stop(hosts().getFirst(), guest, Duration.ofSeconds(2));
        room().define(wanted);

        assertThat(growsFromAnImage(copied)).isTrue();
        room().undefine(hosts().getFirst(), guest);
        room().undefine(hosts().getFirst(), copy);
    }

    @Test
    protected void aCopyOnAnotherHostIsNotLinked() {
        InstanceId guest = guest();
        DiskId first = new DiskId(guest.value());
        room().define(with(guest, GuestDisk.first(first, image(), 1_024)));
        InstanceId copy = guest();
        DiskId copied = new DiskId(copy.value());
        GuestDisk disk = from(copied, new Source(guest, null, first));

        assertThatThrownBy(() -> room().define(choosing(CopyKind.LINKED, at(hosts().getLast(), copy, disk))))
                .isInstanceOf(RoomFailed.class)
                .hasMessageContaining("can be linked");

        assertThat(contentOf(copied)).isNull();
        room().undefine(hosts().getFirst(), guest);
    }

    private Guest copied(CopyKind kind, InstanceId guest, GuestDisk disk) {
        return choosing(kind, with(guest, disk));
    }

    private static Guest choosing(CopyKind kind, Guest guest) {
        return new Guest(
                guest.host(),
                guest.id(),
                guest.size(),
                guest.pool(),
                guest.image(),
                guest.address(),
                guest.wires(),
                guest.access(),
                guest.filter(),
                guest.disks(),
                guest.start(),
                guest.gpus(),
                guest.disks().stream().collect(Collectors.toMap(GuestDisk::diskId, disk -> kind)));
    }

    @Test
    protected void aCopyAndABackupComeToAnotherHost() {
        HostId here = hosts().getFirst();
        HostId there = hosts().getLast();
        InstanceId guest = guest();
        DiskId first = new DiskId(guest.value());
        room().define(with(guest, GuestDisk.first(first, image(), 1_024)));
        room().start(here, guest);
        String held = contentOf(first);
        BackupId backup = new BackupId(NEXT.incrementAndGet());
        room().backUp(new Copy(backup, new Seat(here, guest), POOL, List.of(first)));
        InstanceId copy = guest();
        DiskId copied = new DiskId(copy.value());
        DiskId back = disk();

        twice(() -> room().define(at(
                there,
                copy,
                from(copied, new Source(guest, null, first)),
                from(back, new Source(null, backup, first)))));
        room().undefine(here, guest);
        room().removeBackup(backup);

        assertThat(room().state(here, copy)).isEqualTo(Power.ABSENT);
        assertThat(room().state(there, copy)).isEqualTo(Power.OFF);
        assertThat(contentOf(copied)).isEqualTo(held);
        assertThat(contentOf(back)).isEqualTo(held);
        room().undefine(there, copy);
    }

    @Test
    void aBackupGivesBackWhatTheDiskHeldThen() {
        InstanceId guest = guest();
        DiskId first = new DiskId(guest.value());
        Seat seat = new Seat(hosts().getFirst(), guest);
        room().define(with(guest, GuestDisk.first(first, image(), 1_024)));
        room().start(seat.host(), guest);
        String held = contentOf(first);
        BackupId backup = new BackupId(NEXT.incrementAndGet());

        twice(() -> room().backUp(new Copy(backup, seat, POOL, List.of(first))));
        assertThat(keeps(backup)).isTrue();
        room().undefine(seat.host(), guest);
        InstanceId other = guest();
        DiskId back = new DiskId(other.value());
        room().define(with(other, from(back, new Source(null, backup, first))));
        assertThat(contentOf(back)).isEqualTo(held);
        twice(() -> room().removeBackup(backup));

        assertThat(keeps(backup)).isFalse();
        assertThatThrownBy(() -> room().define(with(guest(), from(disk(), new Source(null, backup, first)))))
                .isInstanceOf(RoomFailed.class);
        assertThatThrownBy(() -> room().backUp(new Copy(backup, seat, POOL, List.of(first))))
                .isInstanceOf(RoomFailed.class);
        room().undefine(seat.host(), other);
    }

    @Test
    protected void aGuestThatIsOffGoesToAnotherHostWithItsDisks() {
        HostId here = hosts().getFirst();
        HostId there = hosts().getLast();
        InstanceId guest = guest();
        DiskId first = new DiskId(guest.value());
        Guest before = with(guest, GuestDisk.first(first, image(), 1_024));
        room().define(before);
        String held = contentOf(first);
        Guest after = at(there, guest, GuestDisk.first(first, image(), 1_024));
        room().start(here, guest);
        assertThatThrownBy(() -> room().move(new Seat(here, guest), after)).isInstanceOf(RoomFailed.class);
        room().stop(here, guest, Duration.ofSeconds(2));

        twice(() -> room().move(new Seat(here, guest), after));

        assertThat(room().state(here, guest)).isEqualTo(Power.ABSENT);
        assertThat(room().state(there, guest)).isEqualTo(Power.OFF);
        assertThat(contentOf(first)).isEqualTo(held);
        room().undefine(there, guest);
    }

    @Test
    protected void aGuestThatRunsGoesToAnotherHostRunningOrNotAtAll() {
        HostId here = hosts().getFirst();
        HostId there = hosts().getLast();
        InstanceId guest = guest();
        DiskId first = new DiskId(guest.value());
        room().define(with(guest, GuestDisk.first(first, image(), 1_024)));
        String held = contentOf(first);
        room().start(here, guest);
        Guest after = at(there, guest, GuestDisk.first(first, image(), 1_024));

        boolean moved = room().moveRunning(new Seat(here, guest), after);

        assertThat(room().state(there, guest)).isEqualTo(moved ? Power.RUNNING : Power.ABSENT);
        assertThat(room().state(here, guest)).isEqualTo(moved ? Power.ABSENT : Power.RUNNING);
        assertThat(contentOf(first)).isEqualTo(held);
        room().undefine(moved ? there : here, guest);
    }

    protected final Guest with(InstanceId guest, GuestDisk... disks) {
        return at(hosts().getFirst(), guest, disks);
    }

    private Guest at(HostId host, InstanceId guest, GuestDisk... disks) {
        return new Guest(
                host,
                guest,
                new Resources(1, 1_024, 2_048),
                null,
                image(),
                "10.9.8.7",
                List.of(),
                Access.NONE,
                null,
                List.of(disks),
                new Start(null, null),
                List.of());
    }

    protected static GuestDisk from(DiskId id, Source source) {
        return new GuestDisk(id, "copy", "ext4", 1_024, null, source);
    }

    protected static InstanceId guest() {
        return new InstanceId(NEXT.incrementAndGet());
    }

    protected static DiskId disk() {
        return new DiskId(NEXT.incrementAndGet());
    }

    private static void twice(Runnable deed) {
        deed.run();
        deed.run();
    }
}
