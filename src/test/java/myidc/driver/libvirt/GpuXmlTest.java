package myidc.driver.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import myidc.compute.event.GpuPart;
import myidc.compute.event.Resources;
import myidc.compute.port.HostProbe.SeenGpu;
import myidc.compute.port.HostProbe.SliceType;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Start;
import myidc.driver.libvirt.GpuXml.Slice;
import myidc.shared.id.GpuId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.junit.jupiter.api.Test;

/** How a host is told of the GPUs of guests, and tells of its own. */
class GpuXmlTest {
    private static final GpuPart WHOLE = new GpuPart(new GpuId(7), "0000:41:00.1", "NVIDIA A10", null, 0);
    private static final GpuPart SLICE = new GpuPart(new GpuId(8), "0000:c1:1f.0", "NVIDIA A10", "nvidia-592", 2);
    private static final String DEVICE = "81afc392-45ca-3c59-9179-c9ffae71cae5";

    @Test
    void wholeCardsAndSlicesAreDevicesOfTheGuest() {
        String document = document(List.of(WHOLE, SLICE));

        assertThat(document)
                .contains("<hostdev mode=\"subsystem\" type=\"pci\" managed=\"yes\"><source>"
                        + "<address domain=\"0x0000\" bus=\"0x41\" slot=\"0x00\" function=\"0x1\"/>"
                        + "</source></hostdev>")
                .contains("<hostdev mode=\"subsystem\" type=\"mdev\" model=\"vfio-pci\"><source>" + "<address uuid=\""
                        + DEVICE + "\"/></source></hostdev>")
                .contains("<metadata><gpus xmlns=\"urn:myidc:gpus\"><slice uuid=\"" + DEVICE
                        + "\" card=\"0000:c1:1f.0\" type=\"nvidia-592\"/></gpus></metadata>");
    }

    @Test
    void aGuestWithoutSlicesSaysNothingOfThem() {
        assertThat(document(List.of(WHOLE))).doesNotContain("metadata");
        assertThat(document(List.of())).doesNotContain("hostdev").doesNotContain("metadata");
    }

    @Test
    void whatAGuestsDocumentSaysOfSlicesIsEnoughToMakeThem() {
        List<Slice> slices = GpuXml.slices(document(List.of(WHOLE, SLICE)));

        assertThat(slices).containsExactly(new Slice(SLICE.device(), "0000:c1:1f.0", "nvidia-592"));
        assertThat(slices.getFirst().namePrefix()).isEqualTo("mdev_" + DEVICE.replace('-', '_'));
        assertThat(slices.getFirst().document())
                .isEqualTo("<device><parent>pci_0000_c1_1f_0</parent><capability type=\"mdev\">"
                        + "<type id=\"nvidia-592\"/><uuid>" + DEVICE + "</uuid></capability></device>");
    }

    @Test
    void aHostsCardIsReadWithTheSlicesItCanGive() {
        assertThat(GpuXml.seen("""
            <device><name>pci_0000_41_00_0</name><capability type='pci'><class>0x030200</class>
            <domain>0</domain><bus>65</bus><slot>31</slot><function>1</function>
            <product id='0x2236'>GA102GL [A10]</product><vendor id='0x10de'>NVIDIA Corporation</vendor>
            <capability type='mdev_types'><type id='nvidia-592'><name>NVIDIA A10-4Q</name>
            <deviceAPI>vfio-pci</deviceAPI><availableInstances>6</availableInstances></type></capability>
            </capability></device>\
            """))
                .isEqualTo(new SeenGpu(
                        "0000:41:1f.1",
                        "NVIDIA Corporation",
                        "GA102GL [A10]",
                        List.of(new SliceType("nvidia-592", "NVIDIA A10-4Q", 6))));
        assertThat(GpuXml.seen("<device><capability type='pci'><class>0x020000</class></capability></device>"))
                .isNull();
        assertThat(GpuXml.seen("<device><capability type='pci'/></device>")).isNull();
        assertThat(GpuXml.seen("<device><capability type='system'/></device>")).isNull();
    }

    private static String document(List<GpuPart> gpus) {
        Guest guest = new Guest(
                new HostId(1),
                new InstanceId(77),
                new Resources(2, 2_048, 51_200),
                null,
                null,
                "10.9.8.7",
                List.of(),
                Access.NONE,
                null,
                List.of(),
                new Start(null, null),
                gpus);
        return GuestXml.of(
                guest,
                new HostKind("kvm", true, true),
                new GuestLayout(List.of(), null),
                new HostNet("br-public", "127.0.0.1"),
                3_584);
    }
}
