package myidc.scan;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import myidc.storage.sketch.Counted;
import myidc.storage.sketch.Sketch;
import myidc.storage.sketch.SketchFile;
import myidc.storage.sketch.SketchReader;
import myidc.storage.sketch.SketchRefused;

/**
 * What an interrupted scan leaves beside the file it was to write: which files and parts are done, and what they gave. A
 * file that is done stays counted as it was when it was read; a large one that changed in between begins anew.
 */
final class Checkpoint {
    private static final long MAGIC = 0x4D594944_43534332L;

    final Sketch volumes;
    private final Map<String, Counted> open;
    private final Map<String, Done> done;

    private Checkpoint(Sketch volumes, Map<String, Counted> open, Map<String, Done> done) {
        this.volumes = volumes;
        this.open = open;
        this.done = done;
    }

    /** A file that is done, or the parts of one that are; its stamp in one number. */
    private record Done(long stamp, List<DataFile.Extent> parts) {}

    static Path beside(Path out) {
        return out.resolveSibling(out.getFileName() + ".part");
    }

    static void write(Scanned scanned, List<FileWork> files, Path to) throws IOException {
        Sketch volumes = scanned.sketch(0);
        Map<String, Counted> open = new TreeMap<>();
        List<FileWork> unfinished = files.stream()
                .filter(file -> !file.failed && !file.done.isEmpty() && !file.counted.isEmpty())
                .toList();
        for (int at = 0; at < unfinished.size(); at++) {
            open.put("file " + at, unfinished.get(at).counted.getFirst().sum());
        }
        replace(to, stream -> {
            CheckedOutputStream checked = new CheckedOutputStream(new BufferedOutputStream(stream), new CRC32C());
            DataOutputStream out = new DataOutputStream(checked);
            out.writeLong(MAGIC);
            Map<String, Long> finished = new TreeMap<>(scanned.tallied().doneEarlier());
            for (FileWork file : scanned.tallied().done()) {
                finished.put(key(scanned.tallied().volumes().get(file.volume), file), number(file.stamp));
            }
            out.writeInt(finished.size());
            for (Map.Entry<String, Long> file : finished.entrySet()) {
                out.writeUTF(file.getKey());
                out.writeLong(file.getValue());
            }
            out.writeInt(unfinished.size());
            for (FileWork file : unfinished) {
                out.writeUTF(key(scanned.tallied().volumes().get(file.volume), file));
                out.writeLong(number(file.stamp));
                out.writeInt(file.done.size());
                for (DataFile.Extent part : file.done) {
                    out.writeLong(part.from());
                    out.writeLong(part.end());
                }
            }
            sketch(volumes, out);
            sketch(Sketch.of(volumes.header(), open), out);
            out.writeInt((int) checked.getChecksum().getValue());
            out.flush();
        });
    }

    private static String key(String volume, FileWork file) {
        return volume + '\0' + file.path;
    }

    private static long number(DataFile.Stamp stamp) {
        return 31 * (31 * stamp.size() + stamp.times().modifiedNanos())
                + stamp.times().changedNanos();
    }

    /** Written twice, the first time only to know its length: exact ones are longer than an array can be. */
    private static void sketch(Sketch sketch, DataOutputStream out) throws IOException {
        long[] length = {0};
        OutputStream counts = new OutputStream() {
            @Override
            public void write(int one) {
                length[0]++;
            }

            @Override
            public void write(byte[] bytes, int from, int many) {
                length[0] += many;
            }
        };
        SketchFile.write(sketch, counts);
        out.writeLong(length[0]);
        SketchFile.write(sketch, out);
    }

    static Checkpoint read(Path from) throws IOException {
        try (CheckedInputStream checked =
                        new CheckedInputStream(new BufferedInputStream(Files.newInputStream(from)), new CRC32C());
                DataInputStream in = new DataInputStream(checked)) {
            if (in.readLong() != MAGIC) {
                throw new IOException(from + " is no state of a scan");
            }
            Map<String, Done> done = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                done.put(in.readUTF(), new Done(in.readLong(), List.of()));
            }
            List<String> names = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                long stamp = in.readLong();
                List<DataFile.Extent> parts = new ArrayList<>();
                for (int more = in.readInt(); more > 0; more--) {
                    parts.add(new DataFile.Extent(in.readLong(), in.readLong()));
                }
                names.add(name);
                done.put(name, new Done(stamp, parts));
            }
            Sketch volumes = sketch(in);
            Sketch open = sketch(in);
            int sum = (int) checked.getChecksum().getValue();
            if (in.readInt() != sum) {
                throw new IOException(from + " is damaged");
            }
            return new Checkpoint(volumes, renamed(open, names), done);
        } catch (SketchRefused e) {
            throw new IOException(from + " is damaged: " + e.getMessage(), e);
        }
    }

    private static Sketch sketch(DataInputStream in) throws IOException, SketchRefused {
        long length = in.readLong();
        if (length < 0) {
            throw new EOFException("it ends before its sketch");
        }
        try (InputStream part = new Bounded(in, length)) {
            return SketchReader.read(part, SketchReader.Limits.OWN);
        }
    }

    /** So many bytes of a stream that goes on. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            int next = left > 0 ? in.read() : -1;
            left -= next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int many) throws IOException {
            int read = left > 0 ? in.read(bytes, from, (int) Math.min(many, left)) : -1;
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {
            // What follows is still to be read.
        }
    }

    private static Map<String, Counted> renamed(Sketch open, List<String> names) {
        Map<String, Counted> renamed = new HashMap<>();
        for (int at = 0; at < names.size(); at++) {
            Counted counted = open.volumes().get("file " + at);
            if (counted != null) {
                renamed.put(names.get(at), counted);
            }
        }
        return renamed;
    }

    boolean isDone(String volume, Path file) {
        Done before = done.get(volume + '\0' + file);
        return before != null && before.parts().isEmpty();
    }

    /** The files still to be read; what was counted of them and of the others is in the tallies then. */
    List<FileWork> goOn(Inventory.Found found, Tallied tallied) {
        for (int volume = 0; volume < found.volumes().size(); volume++) {
            Counted counted = volumes.volumes().get(found.volumes().get(volume));
            if (counted != null) {
                tallied.add(volume, List.of(counted), 0);
            }
        }
        List<FileWork> left = new ArrayList<>();
        for (FileWork file : found.files()) {
            String key = key(found.volumes().get(file.volume), file);
            Done before = done.get(key);
            Counted counted = open.get(key);
            if (before != null && before.parts().isEmpty()) {
                tallied.doneEarlier(key, before.stamp());
                continue;
            }
            if (before != null && counted != null && before.stamp() == number(file.stamp)) {
                file.withAccumulators(1).counted.getFirst().add(counted);
                file.done.addAll(before.parts());
            }
            left.add(file);
        }
        keepGone(found, tallied);
        return left;
    }

    /** What is done and gone since stays counted, and must not count anew should it come back. */
    private void keepGone(Inventory.Found found, Tallied tallied) {
        Set<String> known = Set.copyOf(found.volumes());
        done.forEach((key, file) -> {
            if (file.parts().isEmpty() && known.contains(key.substring(0, key.indexOf('\0')))) {
                tallied.doneEarlier(key, file.stamp());
            }
        });
    }

    /** Where a file lies until it is whole. */
    static Path unfinished(Path to) {
        return to.resolveSibling(to.getFileName() + ".new");
    }

    /** Writes beside the file and then puts it in its place, so that what is there is whole. */
    static void replace(Path to, Content content) throws IOException {
        Path beside = unfinished(to);
        try {
            try (OutputStream out = Files.newOutputStream(beside)) {
                content.write(out);
            }
            try {
                Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, to, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            Files.deleteIfExists(beside);
            throw e;
        }
    }

    interface Content {
        void write(OutputStream out) throws IOException;
    }
}
