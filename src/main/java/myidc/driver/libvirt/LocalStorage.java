package myidc.driver.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import myidc.compute.port.HostProbe.Found;
import org.jspecify.annotations.Nullable;

/**
 * Block devices below folders of the portal's own machine, as the kernel tells of them in /proc and /sys: dm-crypt gives its
 * devices a uuid that begins with CRYPT-. Storage that encrypts by itself is not seen so.
 */
final class LocalStorage {
    private static final int DEPTH_MAX = 16;
    private static final String CRYPT = "CRYPT-";

    private final Path root;

    /** @param root / but in tests */
    LocalStorage(Path root) {
        this.root = root;
    }

    /** Whether whatever lies in the folder passes dm-crypt on its way to every disk that it may come to lie on. */
    Found below(String folder) {
        try {
            Mount mount = mount(Path.of(folder));
            Path device = mount == null ? null : device(mount);
            return device == null ? Found.UNKNOWN : found(device, 0);
        } catch (IOException e) {
            return Found.UNKNOWN;
        }
    }

    private @Nullable Mount mount(Path folder) throws IOException {
        Path real = Files.exists(folder) && root.equals(Path.of("/")) ? folder.toRealPath() : folder.normalize();
        Mount best = null;
        for (String line : Files.readAllLines(root.resolve("proc/self/mountinfo"))) {
            Mount mount = Mount.of(line);
            boolean nearer = mount != null
                    && real.startsWith(mount.point())
                    && (best == null
                            || mount.point().getNameCount() >= best.point().getNameCount());
            best = nearer ? mount : best;
        }
        return best;
    }

    /** A file system over several devices has a number that is no device's; the one it was mounted by is looked at then. */
    private @Nullable Path device(Mount mount) throws IOException {
        Path byNumber = root.resolve("sys/dev/block").resolve(mount.number());
        if (Files.exists(byNumber)) {
            return byNumber;
        }
        if (!mount.source().startsWith("/dev/")) {
            return null;
        }
        Path node = root.resolve(mount.source().substring(1));
        Path name = (Files.exists(node) ? node.toRealPath() : node).getFileName();
        Path byName = root.resolve("sys/class/block").resolve(String.valueOf(name));
        return Files.exists(byName) ? byName : null;
    }

    private Found found(Path device, int depth) throws IOException {
        Path uuid = device.resolve("dm/uuid");
        if (Files.exists(uuid) && Files.readString(uuid).startsWith(CRYPT)) {
            return Found.DM_CRYPT;
        }
        if (depth == DEPTH_MAX || Files.exists(device.resolve("loop"))) {
            return Found.UNKNOWN;
        }
        List<Found> below = new ArrayList<>();
        for (String name : slaves(device)) {
            below.add(found(root.resolve("sys/class/block").resolve(name), depth + 1));
        }
        return below.isEmpty() ? Found.NO_DM_CRYPT : Found.of(below);
    }

    private static List<String> slaves(Path device) throws IOException {
        Path folder = device.resolve("slaves");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> each = Files.list(folder)) {
            return each.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }

    /** A line of mountinfo: https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html. */
    private record Mount(String number, Path point, String source) {
        private static final int NUMBER = 2;
        private static final int POINT = 4;
        private static final int SOURCE_AFTER_DASH = 2;

        static @Nullable Mount of(String line) {
            List<String> words = List.of(line.split(" ", -1));
            int dash = words.indexOf("-");
            if (dash <= POINT || words.size() <= dash + SOURCE_AFTER_DASH) {
                return null;
            }
            return new Mount(
                    words.get(NUMBER),
                    Path.of(words.get(POINT).replace("\\040", " ")),
                    words.get(dash + SOURCE_AFTER_DASH));
        }
    }
}
