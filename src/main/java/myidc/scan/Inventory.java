package myidc.scan;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the files of the volumes. A file with several names counts once in a volume; links are not followed. */
final class Inventory {
    /** What lies in these is made up by the kernel, some of it without an end. */
    private static final Set<String> NO_DATA = Set.of(
            "autofs",
            "binfmt_misc",
            "bpf",
            "cgroup",
            "cgroup2",
            "configfs",
            "debugfs",
            "devpts",
            "devtmpfs",
            "efivarfs",
            "fusectl",
            "mqueue",
            "nsfs",
            "proc",
            "pstore",
            "rpc_pipefs",
            "securityfs",
            "selinuxfs",
            "sysfs",
            "tracefs");

    private final DataFile.Opening opening;
    private final boolean perFile;
    private final Set<Path> own;
    private final Live live;
    private final List<String> volumes = new ArrayList<>();
    private final List<FileWork> files = new ArrayList<>();
    private final List<NotCounted> notCounted = new ArrayList<>();

    private Inventory(Options options, DataFile.Opening opening, Live live) {
        this.opening = opening;
        this.live = live;
        perFile = options.perFile();
        Path out = options.output().sketch();
        own = out == null ? Set.of() : OutputFile.own(out);
    }

    /** Volumes by number, their files in order of volumes, and what can't be read. */
    record Found(List<String> volumes, List<FileWork> files, List<NotCounted> notCounted) {}

    /** Ends early, with what it found by then, when the scan is stopped. */
    static Found of(Options options, DataFile.Opening opening, Live live) {
        Inventory inventory = new Inventory(options, opening, live);
        for (Map.Entry<String, Path> volume : options.paths().entrySet()) {
            inventory.add(volume.getKey(), volume.getValue());
        }
        return new Found(inventory.volumes, inventory.files, inventory.notCounted);
    }

    private void add(String name, Path path) {
        int volume = volumes.size();
        try {
            DataFile.Stamp stamp = opening.stamp(path);
            switch (stamp.kind()) {
                case FILE, BLOCK_DEVICE -> {
                    volumes.add(name);
                    files.add(new FileWork(volume, path, stamp));
                }
                case DIRECTORY -> {
                    if (!perFile) {
                        volumes.add(name);
                    }
                    // The walk would take a link for what it is instead of where it leads.
                    Path root = path.toRealPath();
                    Files.walkFileTree(root, new Walk(name, root));
                }
                case OTHER -> {
                    volumes.add(name);
                    refuse(name, path, "it is neither a file, a directory nor a block device");
                }
            }
        } catch (IOException e) {
            if (volumes.size() == volume) {
                volumes.add(name);
            }
            fail(name, path, e);
        }
    }

    private void refuse(String volume, Path path, String why) {
        notCounted.add(new NotCounted(volume, path.toString(), NotCounted.Reason.NO_DATA, why));
    }

    private void fail(String volume, Path path, IOException e) {
        NotCounted.Reason reason =
                e instanceof NoSuchFileException ? NotCounted.Reason.VANISHED : NotCounted.Reason.UNREADABLE;
        notCounted.add(new NotCounted(volume, path.toString(), reason, IoReason.of(e)));
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final String name;
        private final Path root;
        private final Set<String> seen = new HashSet<>();
        private String device = "";

        Walk(String name, Path root) {
            this.name = name;
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (live.isStopped()) {
                return FileVisitResult.TERMINATE;
            }
            String now = device(attributes);
            if (!now.equals(device)) {
                device = now;
                String type = Files.getFileStore(directory).type();
                if (NO_DATA.contains(type)) {
                    if (directory.equals(root)) {
                        refuse(name, directory, "it holds no data: " + type);
                    }
                    return FileVisitResult.SKIP_SUBTREE;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        /** Of a file's key, "(dev=fe00,ino=2)", what is before the comma: to ask for the file system each time is slow. */
        private static String device(BasicFileAttributes attributes) {
            String key = String.valueOf(attributes.fileKey());
            return key.substring(0, Math.max(0, key.indexOf(',')));
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (live.isStopped()) {
                return FileVisitResult.TERMINATE;
            }
            if (!attributes.isRegularFile() || own.contains(file)) {
                return FileVisitResult.CONTINUE;
            }
            try {
                DataFile.Stamp stamp = opening.stamp(file);
                if (stamp.links() < 2 || seen.add(stamp.id())) {
                    if (perFile) {
                        volumes.add(VolumePaths.safe(name + '/' + root.relativize(file)));
                    }
                    files.add(new FileWork(volumes.size() - 1, file, stamp));
                }
            } catch (IOException e) {
                fail(name, file, e);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            fail(name, file, e);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            if (e != null) {
                fail(name, directory, e);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
