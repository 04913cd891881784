package myidc.compute.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import myidc.compute.event.Resources;
import myidc.compute.packing.PlanRoom.Answer;
import myidc.compute.packing.PlanRoom.GpuRoom;
import myidc.compute.packing.PlanRoom.Kind;
import org.junit.jupiter.api.Test;

class PlanRoomTest {
    private static final Resources HOST = new Resources(64, 128 * 1_024, 1_000_000);
    private static final Resources PLAN = new Resources(4, 8 * 1_024, 80_000);

    @Test
    void whatIsFreeInPiecesIsNoRoom() {
        Room crumbs = new Room(HOST, new Resources(3, 128 * 1_024, 1_000_000));

        assertThat(PlanRoom.of(PLAN, List.of(crumbs, crumbs))).isEqualTo(new Answer(0, 0, Kind.VCPUS));
    }

    @Test
    void aSpareHostIsKeptBack() {
        List<Room> hosts = List.of(Room.empty(HOST), Room.empty(HOST), Room.empty(HOST));

        assertThat(PlanRoom.of(PLAN, hosts)).isEqualTo(new Answer(36, 24, Kind.DISK));
    }

    @Test
    void oneHostMayBeLostWhileTheOthersHaveRoomForWhatItCarries() {
        Room full = new Room(HOST, Resources.NONE);
        Room half = new Room(HOST, new Resources(32, 64 * 1_024, 500_000));

        assertThat(PlanRoom.survivesOne(List.of(full, half))).isFalse();
        assertThat(PlanRoom.survivesOne(List.of(half, half))).isTrue();
        assertThat(PlanRoom.survivesOne(List.of(full, Room.empty(HOST)))).isTrue();
        assertThat(PlanRoom.survivesOne(List.of())).isFalse();
    }

    @Test
    void aPlanWithGpusFitsWhereSoManyOfThemAreFree() {
        List<GpuRoom> hosts = List.of(
                new GpuRoom(Room.empty(HOST), 8, 5),
                new GpuRoom(Room.empty(HOST), 0, 0),
                new GpuRoom(Room.empty(HOST), 4, 4));

        assertThat(PlanRoom.of(PLAN, 2, hosts)).isEqualTo(new Answer(4, 0, Kind.GPUS));
        assertThat(PlanRoom.of(PLAN, 0, hosts)).isEqualTo(new Answer(36, 24, Kind.DISK));
    }

    @Test
    void withoutHostsThereIsNoRoom() {
        assertThat(PlanRoom.of(PLAN, List.of())).isEqualTo(new Answer(0, 0, null));
    }
}
