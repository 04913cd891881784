package myidc.driver;

import io.quarkus.test.junit.QuarkusTest;
import myidc.SmallSite;
import myidc.shared.id.HostId;

/** The simulated machine room, which a host has that is not connected. */
@QuarkusTest
class SimulatedRoomTest extends MachineRoomContract {
    @Override
    protected HostId host() {
        return new HostId(SmallSite.of(1, 8).hosts().getFirst());
    }
}
