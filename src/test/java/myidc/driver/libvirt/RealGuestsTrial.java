package myidc.driver.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import myidc.Eventually;
import myidc.compute.event.GpuPart;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.Ending;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Power;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.driver.MachineRoomContract;
import myidc.shared.id.GpuId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    @Override
    protected boolean mayUse(InstanceId guest, String address) {
        return RealHost.with(connected -> {
            String said = connected.domainLookupByName(GuestXml.name(guest)).getXMLDesc(0)
                    + connected.networkFilterLookupByName(FilterXml.name(guest)).getXMLDesc();
            return said.contains("'" + address + "'");
        });
    }

    /** Its QEMU is killed. */
    @Override
    protected Ending fall(HostId of, InstanceId guest) {
        ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().commandLine().orElse("").contains("guest=" + GuestXml.name(guest) + ","))
                .forEach(ProcessHandle::destroyForcibly);
        Eventually.holds(() -> assertThat(room.state(of, guest)).isEqualTo(Power.OFF));
        return Ending.CRASHED;
    }

    /** Its first rule goes. */
    @Override
    protected void changeFilter(HostId of, InstanceId guest) {
        RealHost.with(connected -> {
            String told =
                    connected.networkFilterLookupByName(FilterXml.name(guest)).getXMLDesc();
            String changed = told.replaceFirst("(?s)<rule .*?</rule>", "");
            assertThat(changed).isNotEqualTo(told);
            connected.networkFilterDefineXML(changed).free();
            return true;
        });
    }

    @Override
    protected void switchOff(HostId of, InstanceId guest) {
        ((RealRoom) room).links().to(RealHost.URI).call(Duration.ofSeconds(10), libvirt -> {
            libvirt.domainLookupByName(GuestXml.name(guest)).destroy();
            return true;
        });
    }

    /** No host here has a GPU to pass on, which a start says; without one the guest starts all the same. */
    @Override
    @Test
    protected void aGuestHasGpusUntilItIsForgottenOrHasThemNoMore() {
        InstanceId guest = guest();
        GpuPart card = new GpuPart(new GpuId(guest.value()), "0000:41:00.0", "NVIDIA A10", null, 0);
        Guest plain = definition(host(), guest, 1, null);
        room.define(withGpus(plain, card));

        assertThatThrownBy(() -> room.start(host(), guest)).isInstanceOf(RoomFailed.class);
        assertThat(room.state(host(), guest)).isEqualTo(Power.OFF);
        room.define(plain);
        room.start(host(), guest);
        assertThat(room.state(host(), guest)).isEqualTo(Power.RUNNING);
        room.undefine(host(), guest);

        assertThat(room.state(host(), guest)).isEqualTo(Power.ABSENT);
    }
}
