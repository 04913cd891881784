package myidc.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import myidc.compute.event.Deviation;
import myidc.compute.event.GpuPart;
import myidc.compute.event.Nic.Purpose;
import myidc.compute.event.Resources;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.port.MachineRoom.Ending;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Power;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Wire;
import myidc.shared.id.GpuId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every machine room does alike, each call once or again. */
public abstract class MachineRoomContract {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final AtomicLong NEXT =
            new AtomicLong(910_000_000 + ProcessHandle.current().pid() % 100_000 * 1_000);

    @Inject
    MachineRoom injected;

    /** A host of this kind of room with place for a guest. */
    protected abstract HostId host();

    /** Has a guest that runs stop by itself; how it does. */
    protected abstract Ending fall(HostId host, InstanceId guest);

    /** Has it switched off by staff at the host. */
    protected abstract void switchOff(HostId host, InstanceId guest);

    /** Whether guests of this kind of room become larger while they run. */
    protected boolean growsGuests() {
        return true;
    }

    /** An image that the host has. */
    protected String image() {
        return "linode/debian12";
    }

    protected MachineRoom room() {
        return injected;
    }

    @Test
    void aGuestIsMadeSwitchedOffAndOnAndForgotten() {
        HostId host = host();
        InstanceId guest = guest();
        assertThat(room().state(host, guest)).isEqualTo(Power.ABSENT);

        twice(() -> room().define(definition(host, guest, 1, image())));
        assertThat(room().state(host, guest)).isEqualTo(Power.OFF);
        twice(() -> room().start(host, guest));
        assertThat(room().state(host, guest)).isEqualTo(Power.RUNNING);
        room().reboot(host, guest);
        assertThat(room().state(host, guest)).isEqualTo(Power.RUNNING);
        twice(() -> room().stop(host, guest, GRACE));
        assertThat(room().state(host, guest)).isEqualTo(Power.OFF);
        twice(() -> room().undefine(host, guest));
        assertThat(room().state(host, guest)).isEqualTo(Power.ABSENT);
    }

    @Test
    void aGuestThatIsOffBecomesLarger() {
        HostId host = host();
        InstanceId guest = guest();
        room().define(definition(host, guest, 1, null));

        room().define(definition(host, guest, 4, null));
        room().start(host, guest);

        assertThat(room().state(host, guest)).isEqualTo(Power.RUNNING);
        room().undefine(host, guest);
    }

    @Test
    void aGuestThatRunsBecomesLargerAndRunsOnOrStaysAsItIs() {
        HostId host = host();
        InstanceId guest = guest();
        Guest larger = definition(host, guest, 2, null);
        room().define(definition(host, guest, 1, null));

        assertThat(room().grow(larger)).as("one that is off").isFalse();
        room().start(host, guest);
        assertThat(room().grow(larger)).isEqualTo(growsGuests());
        assertThat(room().grow(larger)).as("once more").isEqualTo(growsGuests());

        assertThat(room().state(host, guest)).isEqualTo(Power.RUNNING);
        room().reboot(host, guest);
        assertThat(room().state(host, guest)).isEqualTo(Power.RUNNING);
        room().undefine(host, guest);
        assertThatThrownBy(() -> room().grow(larger)).isInstanceOf(RoomFailed.class);
    }

    @Test
    void whatRunsIsForgottenToo() {
        HostId host = host();
        InstanceId guest = guest();
        room().define(definition(host, guest, 1, null));
        room().start(host, guest);

        room().undefine(host, guest);

        assertThat(room().state(host, guest)).isEqualTo(Power.ABSENT);
    }

    @Test
    void aGuestThatRunsMaySendFromOtherAddressesAtOnceAndFromItsNextStartOn() {
        HostId host = host();
        InstanceId guest = guest();
        room().define(definition(host, guest, 1, null));
        room().start(host, guest);
        List<Wire> wires = List.of(new Wire(
                Purpose.PUBLIC,
                null,
                "10.9.8.7",
                null,
                true,
                List.of(),
                List.of("10.9.8.7", "10.9.8.9", "2001:db8:7::/64")));

        twice(() -> room().filter(host, guest, null, wires));

        assertThat(room().state(host, guest)).isEqualTo(Power.RUNNING);
        assertThat(mayUse(guest, "10.9.8.9")).isEqualTo(holdsToAddresses());
        assertThat(mayUse(guest, "2001:db8:7::")).isEqualTo(holdsToAddresses());
        room().reboot(host, guest);
        assertThat(mayUse(guest, "10.9.8.9")).isEqualTo(holdsToAddresses());
        assertThat(mayUse(guest, "10.9.8.10")).isFalse();
        room().undefine(host, guest);
    }

    @Test
    void aFilterThatSomebodyChangedIsToldUntilItIsSetAgain() {
        HostId host = host();
        InstanceId guest = guest();
        Guest booked = definition(host, guest, 1, image());
        room().define(booked);
        assertThat(filters(booked)).as("one just set").isEmpty();
        room().start(host, guest);
        assertThat(filters(booked)).as("one of a guest that runs").isEmpty();
        List<Wire> wires = List.of(new Wire(Purpose.PUBLIC, null, "10.9.8.8", null, true));
        room().filter(host, guest, null, wires);
        assertThat(filters(booked)).as("one set again, to something else").isEmpty();

        changeFilter(host, guest);

        assertThat(filters(booked)).hasSize(holdsToAddresses() ? 1 : 0);
        twice(() -> room().filter(host, guest, null, wires));
        assertThat(filters(booked)).as("one set again").isEmpty();
        changeFilter(host, guest);
        assertThat(filters(booked)).hasSize(holdsToAddresses() ? 1 : 0);
        room().define(booked);
        room().reboot(host, guest);
        assertThat(filters(booked)).as("one defined again").isEmpty();
        room().undefine(host, guest);
        assertThat(filters(booked)).as("one that is not there").isEmpty();
    }

    private List<Deviation> filters(Guest guest) {
        return room().deviations(guest).stream()
                .filter(each -> each.part().equals("FILTER"))
                .toList();
    }

    /** Has somebody at the host change what may pass the guest's interfaces, where this room holds it to anything. */
    protected abstract void changeFilter(HostId host, InstanceId guest);

    /** Whether this room holds guests to their addresses. */
    protected boolean holdsToAddresses() {
        return true;
    }

    /** Whether what holds the guest to its addresses names this one. */
    protected abstract boolean mayUse(InstanceId guest, String address);

    @Test
    void aGuestThatStoppedByItselfIsToldFromOneThatWasSwitchedOff() {
        HostId host = host();
        InstanceId guest = guest();
        assertThat(room().ending(host, guest)).as("one that is not there").isEqualTo(Ending.OTHERWISE);
        room().define(definition(host, guest, 1, image()));
        assertThat(room().ending(host, guest)).as("one that never ran").isEqualTo(Ending.OTHERWISE);
        room().start(host, guest);
        assertThat(room().ending(host, guest)).as("one that runs").isEqualTo(Ending.OTHERWISE);

        Ending ending = fall(host, guest);

        assertThat(room().state(host, guest)).isEqualTo(Power.OFF);
        assertThat(ending).isNotEqualTo(Ending.OTHERWISE);
        assertThat(room().ending(host, guest)).isEqualTo(ending);
        room().start(host, guest);
        assertThat(room().ending(host, guest)).isEqualTo(Ending.OTHERWISE);
        switchOff(host, guest);
        assertThat(room().state(host, guest)).isEqualTo(Power.OFF);
        assertThat(room().ending(host, guest))
                .as("one switched off from outside")
                .isEqualTo(Ending.OTHERWISE);
        room().undefine(host, guest);
    }

    @Test
    void whatIsNotThereCannotBeSwitched() {
        HostId host = host();
        InstanceId guest = guest();

        assertThatThrownBy(() -> room().start(host, guest)).isInstanceOf(RoomFailed.class);
        assertThatThrownBy(() -> room().stop(host, guest, GRACE)).isInstanceOf(RoomFailed.class);
        assertThatThrownBy(() -> room().reboot(host, guest)).isInstanceOf(RoomFailed.class);
        assertThatThrownBy(() -> room().filter(host, guest, null, List.of())).isInstanceOf(RoomFailed.class);
        room().undefine(host, guest);
    }

    @Test
    protected void aGuestHasGpusUntilItIsForgottenOrHasThemNoMore() {
        HostId host = host();
        InstanceId first = guest();
        InstanceId second = guest();
        GpuPart card = new GpuPart(new GpuId(first.value()), "0000:41:00.0", "NVIDIA A10", null, 0);

        twice(() -> room().define(withGpus(definition(host, first, 1, null), card)));
        twice(() -> room().start(host, first));
        assertThat(room().state(host, first)).isEqualTo(Power.RUNNING);
        room().stop(host, first, GRACE);
        room().define(withGpus(definition(host, first, 1, null)));
        room().define(withGpus(definition(host, second, 1, null), card));
        room().start(host, second);
        room().undefine(host, second);
        room().define(withGpus(definition(host, first, 1, null), card));
        room().undefine(host, first);

        assertThat(room().state(host, first)).isEqualTo(Power.ABSENT);
    }

    /** The same guest with these of its host's GPUs. */
    protected static Guest withGpus(Guest guest, GpuPart... parts) {
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
                List.of(parts));
    }

    protected static InstanceId guest() {
        return new InstanceId(NEXT.incrementAndGet());
    }

    protected static Guest definition(HostId host, InstanceId guest, int vcpus, @Nullable String image) {
        Resources size = new Resources(vcpus, vcpus * 1_024L, vcpus * 2_048L);
        return new Guest(host, guest, size, null, image, "10.9.8.7", List.of(), Access.NONE, null);
    }

    private static void twice(Runnable deed) {
        deed.run();
        deed.run();
    }
}
