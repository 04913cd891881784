package myidc.scan;

import io.airlift.compress.v3.Compressor;
import io.airlift.compress.v3.lz4.Lz4JavaCompressor;
import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import myidc.storage.sketch.Chunking;
import myidc.storage.sketch.Compression;

/** Compression as a library does it, in Java throughout: a host beside the data need have no native library. */
final class Compressions {
    private Compressions() {}

    static Compression of(Compression.Kind kind) {
        return switch (kind) {
            case NONE -> Compression.NONE;
            case LZ4 -> new ByLibrary(kind, Lz4JavaCompressor::new);
            case ZSTD -> new ByLibrary(kind, ZstdJavaCompressor::new);
        };
    }

    /** Each thread has a compressor and its room. */
    private static final class ByLibrary implements Compression {
        private final Kind kind;
        private final ThreadLocal<Bench> benches;

        ByLibrary(Kind kind, Supplier<Compressor> makes) {
            this.kind = kind;
            benches = ThreadLocal.withInitial(() -> {
                Compressor compressor = makes.get();
                return new Bench(compressor, new Room(compressor.maxCompressedLength(Chunking.LONGEST)));
            });
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public int compressedLength(MemorySegment memory, long at, int length) {
            Bench bench = benches.get();
            byte[] in = bench.room().in;
            byte[] out = bench.room().out;
            MemorySegment.copy(memory, at, MemorySegment.ofArray(in), 0, length);
            return bench.compressor().compress(in, 0, length, out, 0, out.length);
        }
    }

    private record Bench(Compressor compressor, Room room) {}

    private static final class Room {
        private final byte[] in = new byte[Chunking.LONGEST];
        private final byte[] out;

        Room(int bytes) {
            out = new byte[bytes];
        }
    }
}
