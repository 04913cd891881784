package myidc.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import myidc.storage.sketch.Chunking;
import myidc.storage.sketch.Compression;
import myidc.storage.sketch.PoolSecret;
import myidc.storage.sketch.Tally;
import myidc.storage.sketch.Vectors;

/**
 * How fast data are measured: bytes a second and core, of files that are in the page cache, beside a plain read of the
 * same files, a plain SHA-256, and fixed 4K chunks with SHA-256 in a hash set, as vdoestimator counts. The questions a
 * portal is asked come after.
 */
public final class DedupBench {
    private static final int ROUNDS = 5;
    private static final int WINDOW = 256 << 10;
    private static final double GIGABYTE = 1e9;

    private static volatile long blackHole;

    private DedupBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int megabytes = 1024;
        boolean queries = true;
        boolean scans = true;
        for (int at = 0; at < args.length; at++) {
            switch (args[at]) {
                case "--mb" -> megabytes = Integer.parseInt(args[++at]);
                case "--scan-only" -> queries = false;
                case "--queries-only" -> scans = false;
                default -> {
                    System.err.println("myidc: bench dedup takes --mb N, --scan-only, --queries-only");
                    System.exit(2);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d cores, %s, JDK %s%n",
                Runtime.getRuntime().availableProcessors(),
                Vectors.areThere() ? "with the Vector API" : "WITHOUT the Vector API",
                Runtime.version());
        if (scans) {
            scans(megabytes);
        }
        if (queries) {
            DedupQueries.measure();
        }
    }

    private static void scans(int megabytes) throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        Path folder = Files.createTempDirectory("myidc-bench");
        try {
            for (int file = 0; file < 2; file++) {
                files.add(filled(folder.resolve("data-" + file), megabytes / 2, file));
            }
            List<Way> ways = ways();
            double[][] seen = new double[ways.size() * 2][ROUNDS];
            for (int round = -1; round < ROUNDS; round++) {
                for (int way = 0; way < ways.size(); way++) {
                    double one = rate(ways.get(way), files, 1);
                    double two = rate(ways.get(way), files, 2);
                    if (round >= 0) {
                        seen[2 * way][round] = one;
                        seen[2 * way + 1][round] = two;
                    }
                }
            }
            for (int way = 0; way < ways.size(); way++) {
                show(ways.get(way), seen[2 * way], seen[2 * way + 1], seen[0]);
            }
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        }
    }

    private static void show(Way way, double[] one, double[] two, double[] read) {
        Arrays.sort(one);
        Arrays.sort(two);
        double median = one[ROUNDS / 2];
        System.out.printf(
                Locale.ROOT,
                "%-26s %6.2f GB/s a core (%.2f to %.2f), two threads %6.2f (%.2f times), %.2f of a plain read%s%n",
                way.name(),
                median,
                one[0],
                one[ROUNDS - 1],
                two[ROUNDS / 2],
                two[ROUNDS / 2] / median,
                median / read[ROUNDS / 2],
                way.aim() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, "; aim %.0f, %s", way.aim(), median >= way.aim() ? "met" : "missed"));
    }

    /** A way to go through files; each thread makes its own. */
    private record Way(String name, double aim, java.util.function.Supplier<Taker> taker) {}

    /** Takes windows of files; ended once. */
    private interface Taker {
        void take(MemorySegment memory, int length);

        default void end() {}
    }

    private static List<Way> ways() {
        return List.of(
                new Way("plain read", 0, () -> (memory, length) -> {}),
                new Way("plain SHA-256", 0, () -> {
                    MessageDigest digest = sha256();
                    return (memory, length) ->
                            digest.update(memory.asSlice(0, length).asByteBuffer());
                }),
                new Way("4K SHA-256 in a hash set", 0, DedupBench::likeVdoestimator),
                new Way(
                        "gear hash alone",
                        0,
                        () -> (memory, length) -> blackHole ^= Chunking.gearHash(memory, 0, length)),
                tally("exact, fixed 4K", 5, Chunking.Method.FIXED, 4096, 0),
                tally("sketch k=6, fixed 4K", 6, Chunking.Method.FIXED, 4096, 6),
                tally("sketch k=6, FastCDC 8K", 0, Chunking.Method.FASTCDC, 8192, 6),
                tally("sketch k=6, RAM 8K", 0, Chunking.Method.RAM, 8192, 6));
    }

    private static Way tally(String name, double aim, Chunking.Method method, int bytes, int zeroBits) {
        Tally.Settings settings = new Tally.Settings(new Chunking(method, bytes), zeroBits, Compression.NONE);
        return new Way(name, aim, () -> {
            Tally tally = new Tally(settings, PoolSecret.open());
            return new Taker() {
                @Override
                public void take(MemorySegment memory, int length) {
                    tally.take(memory, 0, length, true);
                }

                @Override
                public void end() {
                    tally.done();
                }
            };
        });
    }

    private static Taker likeVdoestimator() {
        MessageDigest digest = sha256();
        Set<ByteBuffer> seen = new HashSet<>();
        return new Taker() {
            @Override
            public void take(MemorySegment memory, int length) {
                for (int at = 0; at < length; at += 4096) {
                    digest.update(
                            memory.asSlice(at, Math.min(4096, length - at)).asByteBuffer());
                    seen.add(ByteBuffer.wrap(digest.digest()));
                }
            }

            @Override
            public void end() {
                if (seen.isEmpty()) {
                    throw new IllegalStateException("nothing was read");
                }
            }
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One thread goes through both files, two through one each. */
    private static double rate(Way way, List<Path> files, int threads) throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            long begun = System.nanoTime();
            List<Future<Long>> done = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                List<Path> mine = threads == 1 ? files : List.of(files.get(thread));
                done.add(pool.submit(() -> through(way.taker().get(), mine)));
            }
            long bytes = 0;
            for (Future<Long> each : done) {
                bytes += each.get();
            }
            return bytes / ((System.nanoTime() - begun) / 1e9) / GIGABYTE;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static long through(Taker taker, List<Path> files) throws IOException {
        long bytes = 0;
        // As the scan itself has it.
        MemorySegment memory = Arena.ofAuto().allocate(WINDOW, 4096);
        ByteBuffer buffer = memory.asByteBuffer();
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                int read = channel.read(buffer.clear());
                while (read > 0) {
                    taker.take(memory, read);
                    bytes += read;
                    read = channel.read(buffer.clear());
                }
            }
        }
        taker.end();
        return bytes;
    }

    /** Blocks of random bytes, a third of them met before, in this file or the other. */
    private static Path filled(Path file, int megabytes, int seed) throws IOException {
        SplittableRandom order = new SplittableRandom(seed + 1L);
        byte[] block = new byte[4096];
        ByteBuffer out = ByteBuffer.allocate(1 << 20);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int at = 0; at < megabytes * 256; at++) {
                boolean known = order.nextInt(3) == 0;
                long content = known ? order.nextInt(20_000) : 1_000_000L * (seed + 1) + at;
                new SplittableRandom(content).nextBytes(block);
                out.put(block);
                if (!out.hasRemaining()) {
                    channel.write(out.flip());
                    out.clear();
                }
            }
            channel.write(out.flip());
        }
        return file;
    }
}
