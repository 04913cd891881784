package myidc.driver.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Libvirt of this system, and imitations of hosts that need nothing else of it. */
final class SystemLibvirt {
    private SystemLibvirt() {}

    /** Skips the test where libvirt is missing, and fails it where nothing may be skipped. */
    static void needed() {
        boolean there;
        try {
            NativeLibrary.getInstance("virt");
            there = true;
        } catch (UnsatisfiedLinkError e) {
            there = false;
        }
        assertThat(there || !"1".equals(System.getenv("MYIDC_NO_SKIP")))
                .as("libvirt is missing and nothing may be skipped: apt-get install libvirt0 libvirt-daemon")
                .isTrue();
        assumeTrue(there, "skipped: there is no libvirt; apt-get install libvirt0 libvirt-daemon");
    }

    /** Where an imitated host answers: 16 processors, 64 GiB, a GPU and a network card, a pool for guests, one of the portal and one with an image. */
    static String imitation(Path folder) {
        try {
            Path file = Files.createTempFile(folder, "host", ".xml");
            Files.writeString(file, """
                <node>
                  <cpu><mhz>2400</mhz><model>x86_64</model><active>16</active><nodes>2</nodes><sockets>2</sockets>
                    <cores>4</cores><threads>1</threads></cpu>
                  <memory>67108864</memory>
                  <device><name>pci_0000_41_00_0</name><capability type="pci">
                    <class>0x030200</class><domain>0</domain><bus>65</bus><slot>0</slot><function>0</function>
                    <product id="0x2236">GA102GL [A10]</product><vendor id="0x10de">NVIDIA Corporation</vendor>
                    <capability type="mdev_types"><type id="nvidia-592"><name>NVIDIA A10-4Q</name>
                      <deviceAPI>vfio-pci</deviceAPI><availableInstances>6</availableInstances></type></capability>
                  </capability></device>
                  <device><name>pci_0000_02_00_0</name><capability type="pci">
                    <class>0x020000</class><domain>0</domain><bus>2</bus><slot>0</slot><function>0</function>
                    <product id="0x10d3">82574L</product><vendor id="0x8086">Intel</vendor></capability></device>
                  <pool type="dir"><name>myidc</name><target><path>/srv/myidc</path></target></pool>
                  <pool type="dir"><name>myidc-pool-1</name><target><path>/srv/myidc-pool</path></target></pool>
                  <pool type="dir"><name>myidc-images</name><target><path>/srv/images</path></target>
                    <volume><name>linode.debian12.qcow2</name><capacity unit="MiB">500</capacity>
                      <target><path>/srv/images/linode.debian12.qcow2</path><format type="qcow2"/></target></volume>
                  </pool>
                </node>
                """);
            return "test://" + file.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
