package myidc.driver.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.Disk;
import myidc.compute.port.MachineRoom.Seat;
import myidc.driver.VolumesContract;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.Domain;
import org.libvirt.StorageVol;

/** QEMU on this machine keeps to the contract of volumes, under running guests as well. */
class RealVolumesTrial extends VolumesContract {
    private static final HostId HOST = new HostId(1);

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
    protected HostId host() {
        return HOST;
    }

    @Test
    void aRunningGuestIsGivenAVolumeAndSeesItGrow() {
        InstanceId guest = off(HOST);
        room().start(HOST, guest);
        VolumeId volume = volume();
        Seat seat = new Seat(HOST, guest);

        room().volume(new Disk(volume, new PoolId(1), 10, null, seat));
        room().volume(new Disk(volume, new PoolId(1), 12, null, seat));

        assertThat(RealHost.run("virsh", "-c", RealHost.URI, "domblkinfo", GuestXml.name(guest), "vdi"))
                .containsPattern("Capacity:\\s+" + (12L << 30));
        room().undefine(HOST, guest);
        room().removeVolume(volume);
    }

    @Override
    protected List<InstanceId> having(VolumeId volume) {
        return RealHost.with(libvirt -> {
            List<InstanceId> having = new ArrayList<>();
            for (Domain domain : libvirt.listAllDomains(0)) {
                boolean has = GuestLayout.all(domain.getXMLDesc(GuestXml.INACTIVE)).stream()
                        .anyMatch(each -> each.serial().equals(volume.text()));
                if (has) {
                    having.add(new InstanceId(Long.parseLong(domain.getName().substring("instance-".length()))));
                }
            }
            return having;
        });
    }

    @Override
    protected @Nullable Long sizeOf(VolumeId volume) {
        return RealHost.with(libvirt -> {
            StorageVol found = new HostFiles(libvirt).anywhere(HostFiles.volume(volume));
            return found == null ? null : found.getInfo().capacity >> 30;
        });
    }
}
