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
    private final DataFile.Opening opening;
    private final boolean perFile;
    private final List<String> volumes = new ArrayList<>();
    private final List<FileWork> files = new ArrayList<>();
    private final List<NotCounted> notCounted = new ArrayList<>();

    private Inventory(DataFile.Opening opening, boolean perFile) {
        this.opening = opening;
        this.perFile = perFile;
    }

    /** Volumes by number, their files in order of volumes, and what can't be read. */
    record Found(List<String> volumes, List<FileWork> files, List<NotCounted> notCounted) {}

    static Found of(Options options, DataFile.Opening opening) {
        Inventory inventory = new Inventory(opening, options.perFile());
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
                    Files.walkFileTree(path, new Walk(name, path));
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
        notCounted.add(new NotCounted(volume, path.toString(), reason, String.valueOf(e)));
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final String name;
        private final Path root;
        private final Set<String> seen = new HashSet<>();

        Walk(String name, Path root) {
            this.name = name;
            this.root = root;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!attributes.isRegularFile()) {
                return FileVisitResult.CONTINUE;
            }
            try {
                DataFile.Stamp stamp = opening.stamp(file);
                if (stamp.links() < 2 || seen.add(stamp.id())) {
                    if (perFile) {
                        volumes.add(name + '/' + root.relativize(file));
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
