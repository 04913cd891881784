package myidc.driver.libvirt;

import java.nio.file.Path;
import myidc.compute.port.MachineRoom;
import myidc.driver.MachineRoomContract;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** QEMU on this machine keeps to the contract of machine rooms. */
class RealGuestsTrial extends MachineRoomContract {
    @TempDir
    private Path folder;

    private final MachineRoom room = new RealRoom(RealHost.URI);
    private @Nullable RealHost host;

    @Override
    protected MachineRoom room() {
        return room;
    }

    @BeforeEach
    void need() {
        host = RealHost.needed(folder);
    }

    @AfterEach
    void leave() {
        if (host != null) {
            host.close();
        }
    }

    @Override
    protected String image() {
        return RealHost.IMAGE;
    }

    @Override
    protected HostId host() {
        return new HostId(1);
    }
}
