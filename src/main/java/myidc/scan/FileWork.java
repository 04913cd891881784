package myidc.scan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import myidc.storage.sketch.Accumulator;

/** A file to be read, and of a large one what its parts gave so far: it counts when all of it was read unchanged. */
final class FileWork {
    final int volume;
    final Path path;
    final DataFile.Stamp stamp;

    /** By setting. */
    final List<Accumulator> counted = new ArrayList<>();

    /** Parts that were read, for one who goes on after an interruption. */
    final List<DataFile.Extent> done = new ArrayList<>();

    final AtomicInteger partsLeft = new AtomicInteger();
    volatile boolean failed;

    FileWork(int volume, Path path, DataFile.Stamp stamp) {
        this.volume = volume;
        this.path = path;
        this.stamp = stamp;
    }

    FileWork withAccumulators(int settings) {
        Stream.generate(Accumulator::new).limit(settings).forEach(counted::add);
        return this;
    }

    /** The files or the part of a large one that a worker takes at a time. */
    record Piece(List<FileWork> files, DataFile.Extent part) {
        static final DataFile.Extent WHOLE = new DataFile.Extent(0, Long.MAX_VALUE);

        boolean isPart() {
            return !part.equals(WHOLE);
        }

        /** To be read, at most. */
        long bytes() {
            return isPart()
                    ? part.length()
                    : files.stream().mapToLong(file -> file.stamp.size()).sum();
        }
    }
}
