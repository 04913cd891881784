package myidc.scan;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** An open file of the data to be scanned. */
interface DataFile extends Closeable {
    /** Reads from a position as {@link java.nio.channels.FileChannel#read(ByteBuffer, long)} does. */
    int read(ByteBuffer to, long position) throws IOException;

    /** Opens files and says what they are. */
    interface Opening {
        DataFile open(Path path) throws IOException;

        Stamp stamp(Path path) throws IOException;

        /** Where it has data; the rest are holes. In order, apart from each other. */
        List<Extent> extents(Path path, long size);
    }

    /** From, and up to but without, end. */
    record Extent(long from, long end) {
        long length() {
            return end - from;
        }
    }

    /** What a path leads to. */
    enum Kind {
        FILE,
        DIRECTORY,
        BLOCK_DEVICE,
        OTHER
    }

    /**
     * What tells that a file is still what it was.
     *
     * @param id of the file on its machine, the same by each of its names; empty where there is none
     * @param links how many names it has
     */
    record Stamp(Kind kind, long size, Times times, String id, int links) {
        boolean sameContent(Stamp other) {
            return kind == other.kind && size == other.size && times.equals(other.times) && id.equals(other.id);
        }
    }

    /** When the content, and when anything at all, last changed, in nanoseconds. */
    record Times(long modifiedNanos, long changedNanos) {}
}
