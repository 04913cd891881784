package myidc.scan;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import myidc.storage.sketch.Chunking;
import myidc.storage.sketch.Counted;
import myidc.storage.sketch.Tally;

/** One worker's reading: each range of a file once, through the tallies of all settings. */
final class Pass {
    /** Fits the second-level cache, so that what was read is hashed from there. */
    private static final int WINDOW = 256 << 10;

    private final Live live;
    private final List<Tally> tallies;
    private final MemorySegment memory;
    private final ByteBuffer buffer;
    private final long[] at;

    Pass(Options.How how, Live live) {
        this.live = live;
        tallies = how.settings().stream()
                .map(settings -> new Tally(settings, how.secret()))
                .toList();
        int carried = how.settings().stream()
                .map(Tally.Settings::chunking)
                .filter(chunking -> chunking.method() != Chunking.Method.FIXED
                        || how.settings().size() > 1)
                .mapToInt(Chunking::longest)
                .max()
                .orElse(0);
        memory = Arena.ofAuto().allocate(WINDOW + 2L * carried, 4096);
        buffer = memory.asByteBuffer();
        at = new long[tallies.size()];
    }

    /** Reads from, up to but without end; false when it was stopped. */
    boolean read(DataFile file, DataFile.Extent part) throws IOException {
        Arrays.fill(at, 0);
        int filled = 0;
        long position = part.from();
        while (position < part.end()) {
            filled = drop(filled);
            int room = (int) Math.min(buffer.capacity() - filled, Math.min(WINDOW, part.end() - position));
            live.throttle(room);
            if (live.isStopped()) {
                return false;
            }
            int read = file.read(buffer.limit(filled + room).position(filled), position);
            if (read <= 0) {
                throw new EOFException("it ended at " + position + " of " + part.end() + " bytes");
            }
            filled += read;
            position += read;
            live.advanced(read);
            for (int each = 0; each < at.length; each++) {
                at[each] = tallies.get(each).take(memory, at[each], filled, position == part.end());
            }
        }
        return true;
    }

    /** Moves what some tally has not taken yet to the front. */
    private int drop(int filled) {
        long taken = filled;
        for (long each : at) {
            taken = Math.min(taken, each);
        }
        if (taken == 0) {
            return filled;
        }
        int kept = (int) (filled - taken);
        MemorySegment.copy(memory, taken, memory, 0, kept);
        for (int each = 0; each < at.length; each++) {
            at[each] -= taken;
        }
        return kept;
    }

    void takeFrom(Pass other) {
        for (int each = 0; each < at.length; each++) {
            tallies.get(each).takeFrom(other.tallies.get(each));
        }
    }

    void clear() {
        tallies.forEach(Tally::clear);
    }

    List<Counted> done() {
        return tallies.stream().map(Tally::done).toList();
    }
}
