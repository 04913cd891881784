package myidc.storage.sketch;

import java.lang.foreign.MemorySegment;

/** Measures what chunks compress to; a library does it, outside of this package. */
public interface Compression {
    /** Measures nothing. */
    Compression NONE = new Compression() {
        @Override
        public Kind kind() {
            return Kind.NONE;
        }

        @Override
        public int compressedLength(MemorySegment memory, long at, int length) {
            return -1;
        }
    };

    Kind kind();

    /** Bytes the chunk compresses to, or -1 when nothing is measured; called by several threads at once. */
    int compressedLength(MemorySegment memory, long at, int length);

    /** Ways to compress; their names are stored in sketch files. */
    enum Kind {
        NONE,
        LZ4,
        ZSTD
    }
}
