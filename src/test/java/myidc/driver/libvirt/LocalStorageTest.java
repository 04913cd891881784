package myidc.driver.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import myidc.compute.port.HostProbe.Found;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies below a folder, by files such as the kernel shows of a machine. */
class LocalStorageTest {
    private static final String LUKS = "CRYPT-LUKS2-0123456789abcdef-guests\n";

    @TempDir
    Path root;

    private LocalStorage storage;

    @BeforeEach
    void aMachine() throws IOException {
        storage = new LocalStorage(root);
        Files.createDirectories(root.resolve("proc/self"));
        device("8:1", "sda1", null);
        device("8:17", "sdb1", null);
        device("253:0", "dm-0", LUKS, "sda1");
        mounts("30 1 8:1 / / rw - ext4 /dev/sda1 rw");
    }

    @Test
    void aFolderOnLuksIsFoundAndOneBesideItIsNot() throws IOException {
        mounts(
                "30 1 8:1 / / rw - ext4 /dev/sda1 rw",
                "31 30 253:0 / /var/lib/my\\040guests rw,relatime shared:1 - ext4 /dev/mapper/guests rw");

        assertThat(storage.below("/var/lib/my guests/pool")).isEqualTo(Found.DM_CRYPT);
        assertThat(storage.below("/var/lib/my")).isEqualTo(Found.NO_DM_CRYPT);
    }

    @Test
    void aLogicalVolumeIsEncryptedIfAllThatItLiesOnIs() throws IOException {
        device("253:1", "dm-1", "LVM-abc", "dm-0");
        device("253:2", "dm-2", "LVM-abd", "dm-0", "sdb1");
        mounts(
                "31 30 253:1 / /all rw - xfs /dev/mapper/vg-all rw",
                "32 30 253:2 / /half rw - xfs /dev/mapper/vg-half rw");

        assertThat(storage.below("/all")).isEqualTo(Found.DM_CRYPT);
        assertThat(storage.below("/half")).isEqualTo(Found.NO_DM_CRYPT);
    }

    @Test
    void aFileSystemOverSeveralDevicesIsLookedAtByTheOneItWasMountedBy() throws IOException {
        mounts("31 30 0:45 /@ /guests rw - btrfs /dev/dm-0 rw");

        assertThat(storage.below("/guests")).isEqualTo(Found.DM_CRYPT);
    }

    @Test
    void whatIsNoDeviceOrLiesInAFileIsNotJudged() throws IOException {
        device("7:0", "loop0", null);
        Files.createDirectories(root.resolve("sys/class/block/loop0/loop"));
        mounts(
                "31 30 0:50 / /shared rw - nfs4 store:/guests rw",
                "32 30 7:0 / /file rw - ext4 /dev/loop0 rw",
                "not a line of it");

        assertThat(storage.below("/shared")).isEqualTo(Found.UNKNOWN);
        assertThat(storage.below("/file")).isEqualTo(Found.UNKNOWN);
        assertThat(storage.below("/nowhere")).isEqualTo(Found.UNKNOWN);
        assertThat(new LocalStorage(root.resolve("absent")).below("/guests")).isEqualTo(Found.UNKNOWN);
    }

    @Test
    void ofSeveralPoolsTheWorstCounts() {
        assertThat(Found.of(List.of())).isEqualTo(Found.UNKNOWN);
        assertThat(Found.of(List.of(Found.DM_CRYPT, Found.DM_CRYPT))).isEqualTo(Found.DM_CRYPT);
        assertThat(Found.of(List.of(Found.DM_CRYPT, Found.UNKNOWN))).isEqualTo(Found.UNKNOWN);
        assertThat(Found.of(List.of(Found.UNKNOWN, Found.NO_DM_CRYPT))).isEqualTo(Found.NO_DM_CRYPT);
    }

    private void mounts(String... lines) throws IOException {
        Files.write(root.resolve("proc/self/mountinfo"), List.of(lines));
    }

    private void device(String number, String name, @Nullable String uuid, String... slaves) throws IOException {
        Path device = Files.createDirectories(root.resolve("sys/class/block").resolve(name));
        Path numbers = Files.createDirectories(root.resolve("sys/dev/block"));
        Files.createSymbolicLink(numbers.resolve(number), device);
        if (uuid != null) {
            Files.writeString(Files.createDirectories(device.resolve("dm")).resolve("uuid"), uuid);
        }
        for (String slave : slaves) {
            Files.createDirectories(device.resolve("slaves").resolve(slave));
        }
    }
}
