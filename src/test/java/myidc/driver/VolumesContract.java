package myidc.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import myidc.compute.event.Resources;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.port.MachineRoom.Disk;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Power;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Seat;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every machine room does alike with volumes, each call once or again. */
public abstract class VolumesContract {
    private static final AtomicLong NEXT =
            new AtomicLong(930_000_000 + ProcessHandle.current().pid() % 100_000 * 1_000);
    private static final PoolId POOL = new PoolId(1);

    @Inject
    MachineRoom injected;

    protected MachineRoom room() {
        return injected;
    }

    protected abstract HostId host();

    /** Guests that have the volume, as the room itself says. */
    protected abstract List<InstanceId> having(VolumeId volume);

    /** In GiB; null when the room has none of it. */
    protected abstract @Nullable Long sizeOf(VolumeId volume);

    @Test
    void aVolumeGoesFromOneGuestToAnotherAndOutlivesBoth() {
        HostId host = host();
        InstanceId one = off(host);
        InstanceId other = off(host);
        VolumeId volume = volume();

        twice(() -> room().volume(new Disk(volume, POOL, 10, null, null)));
        assertThat(having(volume)).isEmpty();
        twice(() -> room().volume(new Disk(volume, POOL, 10, null, new Seat(host, one))));
        assertThat(having(volume)).containsExactly(one);
        assertThat(sizeOf(volume)).isEqualTo(10);
        twice(() -> room().volume(new Disk(volume, POOL, 10, null, new Seat(host, other))));
        assertThat(having(volume)).containsExactly(other);
        twice(() -> room().volume(new Disk(volume, POOL, 10, null, null)));
        assertThat(having(volume)).isEmpty();

        room().undefine(host, one);
        room().undefine(host, other);
        assertThat(sizeOf(volume)).isEqualTo(10);
        twice(() -> room().removeVolume(volume));
        assertThat(sizeOf(volume)).isNull();
    }

    @Test
    void aGuestKeepsItsVolumesWhenItIsDefinedAgainAndLosesThemWithItself() {
        HostId host = host();
        InstanceId guest = off(host);
        VolumeId volume = volume();
        room().volume(new Disk(volume, POOL, 10, null, new Seat(host, guest)));

        room().define(definition(host, guest, 2));

        assertThat(having(volume)).containsExactly(guest);
        room().undefine(host, guest);
        room().volume(new Disk(volume, POOL, 10, null, null));
        assertThat(having(volume)).isEmpty();
        assertThat(room().state(host, guest)).isEqualTo(Power.ABSENT);
        room().removeVolume(volume);
    }

    @Test
    void aVolumeBeginsAsACopyOfAnother() {
        HostId host = host();
        InstanceId guest = off(host);
        VolumeId first = volume();
        VolumeId copy = volume();
        room().volume(new Disk(first, POOL, 10, null, new Seat(host, guest)));

        twice(() -> room().volume(new Disk(copy, POOL, 20, first, new Seat(host, guest))));
        room().removeVolume(removed(first));

        assertThat(having(copy)).containsExactly(guest);
        room().undefine(host, guest);
        room().removeVolume(copy);
    }

    private VolumeId removed(VolumeId volume) {
        room().volume(new Disk(volume, POOL, 10, null, null));
        return volume;
    }

    @Test
    void aGuestThatIsNotThereIsGivenNone() {
        HostId host = host();
        VolumeId volume = volume();
        InstanceId nobody = new InstanceId(NEXT.incrementAndGet());

        assertThatThrownBy(() -> room().volume(new Disk(volume, POOL, 10, null, new Seat(host, nobody))))
                .isInstanceOf(RoomFailed.class);

        assertThat(having(volume)).isEmpty();
        room().removeVolume(volume);
    }

    protected final InstanceId off(HostId host) {
        InstanceId guest = new InstanceId(NEXT.incrementAndGet());
        room().define(definition(host, guest, 1));
        assertThat(room().state(host, guest)).isEqualTo(Power.OFF);
        room().stop(host, guest, Duration.ofSeconds(1));
        return guest;
    }

    private static Guest definition(HostId host, InstanceId guest, int vcpus) {
        return new Guest(
                host, guest, new Resources(vcpus, 512, 256), null, null, "10.9.8.7", List.of(), Access.NONE, null);
    }

    protected static VolumeId volume() {
        return new VolumeId(NEXT.incrementAndGet());
    }

    private static void twice(Runnable deed) {
        deed.run();
        deed.run();
    }
}
