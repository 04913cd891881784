package myidc.storage.sketch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** RAM without the Vector API: the chunk ends at the first byte not below the largest of the window it begins with. */
final class PlainRam implements Chunker {
    /** What a window of random bytes is followed by on the average until its largest byte, 255, comes again. */
    static final int WAIT = 256;

    private final int window;
    private final int most;

    PlainRam(int average) {
        window = average - WAIT;
        most = 4 * average;
    }

    @Override
    public int cut(MemorySegment memory, long from, int available) {
        int end = Math.min(available, most);
        if (end <= window) {
            return end;
        }
        int largest = 0;
        for (int at = 0; at < window && largest < 0xFF; at++) {
            largest = Math.max(largest, memory.get(ValueLayout.JAVA_BYTE, from + at) & 0xFF);
        }
        for (int at = window; at < end; at++) {
            if ((memory.get(ValueLayout.JAVA_BYTE, from + at) & 0xFF) >= largest) {
                return at + 1;
            }
        }
        return end;
    }
}
