package myidc.storage.sketch;

import java.lang.foreign.MemorySegment;
import java.util.Locale;

/**
 * How data are cut.
 *
 * @param bytes length of chunks: of each (fixed) or on the average, a power of two from 4 to 128 KiB
 */
public record Chunking(Method method, int bytes) {
    public static final int BYTES_LEAST = 4 << 10;
    public static final int BYTES_MOST = 128 << 10;

    /** The longest chunk of any chunking. */
    public static final int LONGEST = 4 * BYTES_MOST;

    public Chunking {
        if (bytes < BYTES_LEAST || bytes > BYTES_MOST || Integer.bitCount(bytes) != 1) {
            throw new IllegalArgumentException("a chunk has 4 to 128 KiB, a power of two, not " + bytes + " bytes");
        }
    }

    /** Ways to find the ends of chunks; their names are stored in sketch files. */
    public enum Method {
        /** All of one length, as VDO does. */
        FIXED,
        /** Where a rolling hash says so: Xia and others, "FastCDC", ATC 2016. */
        FASTCDC,
        /** At the first byte not below the largest of a window: Widodo, Lim, Atiquzzaman, "RAM", 2017. */
        RAM;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public int longest() {
        return method == Method.FIXED ? bytes : 4 * bytes;
    }

    public Chunker chunker() {
        return switch (method) {
            case FIXED -> (memory, from, available) -> Math.min(bytes, available);
            case FASTCDC -> new FastCdc(bytes);
            case RAM -> Vectors.areThere() ? new VectorRam(bytes) : new PlainRam(bytes);
        };
    }

    /** Like {@link #chunker}, but without the Vector API; finds the same ends. */
    public Chunker plainChunker() {
        return method == Method.RAM ? new PlainRam(bytes) : chunker();
    }

    /** The rolling hash of FastCDC over some bytes, without judging it: what a benchmark compares the method with. */
    public static long gearHash(MemorySegment memory, long from, int length) {
        return FastCdc.hash(memory, from, length);
    }

    @Override
    public String toString() {
        return method.text() + ' ' + bytes / 1024 + "K";
    }
}
