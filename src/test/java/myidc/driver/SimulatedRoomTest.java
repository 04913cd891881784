package myidc.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import myidc.SmallSite;
import myidc.compute.event.GpuPart;
import myidc.compute.port.MachineRoom.Ending;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Power;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Seat;
import myidc.driver.simulated.RoomDeeds;
import myidc.platform.db.Sql;
import myidc.shared.id.GpuId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.junit.jupiter.api.Test;

/** The simulated machine room, which a host has that is not connected. */
@QuarkusTest
class SimulatedRoomTest extends MachineRoomContract {
    @Inject
    Sql sql;

    @Inject
    RoomDeeds deeds;

    @Override
    protected HostId host() {
        return new HostId(SmallSite.of(1, 8).hosts().getFirst());
    }

    @Override
    protected boolean mayUse(InstanceId guest, String address) {
        return sql.row(
                        "select wires from simulated_guest where instance_id = ?",
                        row -> row.getString(1),
                        guest.value())
                .orElse("")
                .matches("(?s).* " + Pattern.quote(address) + "(/[0-9]+)?( .*|)");
    }

    @Override
    protected Ending fall(HostId host, InstanceId guest) {
        assertThat(deeds.fall(guest, Ending.CRASHED)).isTrue();
        assertThat(deeds.fall(guest, Ending.CRASHED)).as("one that is off").isFalse();
        return Ending.CRASHED;
    }

    @Override
    protected void changeFilter(HostId host, InstanceId guest) {
        assertThat(deeds.changeFilter(guest)).isTrue();
    }

    @Override
    protected void switchOff(HostId host, InstanceId guest) {
        deeds.power(guest, false);
    }

    @Test
    void aGpuThatAGuestHasIsRefusedToAnotherAndKeepsItsGuestFromMovingAsItRuns() {
        SmallSite site = SmallSite.of(2, 8);
        HostId here = new HostId(site.hosts().getFirst());
        HostId there = new HostId(site.hosts().getLast());
        InstanceId first = guest();
        InstanceId second = guest();
        GpuPart slice = new GpuPart(new GpuId(first.value()), "0000:41:00.0", "NVIDIA A10", "nvidia-592", 1);
        GpuPart next = new GpuPart(slice.gpuId(), slice.address(), slice.model(), slice.sliceType(), 2);
        room().define(withGpus(definition(here, first, 1, null), slice));
        room().start(here, first);

        Guest greedy = withGpus(definition(here, second, 1, null), slice);
        assertThatThrownBy(() -> room().define(greedy))
                .isInstanceOf(RoomFailed.class)
                .hasMessageContaining("in use");
        room().define(withGpus(definition(here, second, 1, null), next));
        Guest elsewhere = withGpus(definition(there, first, 1, null), slice);
        assertThat(room().moveRunning(new Seat(here, first), elsewhere)).isFalse();
        assertThat(room().state(here, first)).isEqualTo(Power.RUNNING);

        room().undefine(here, first);
        room().undefine(here, second);
        room().define(greedy);
        room().undefine(here, second);
    }
}
