package myidc.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import myidc.storage.sketch.Sharing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can happen to files, disks and people while a scan runs. */
class ScanInterruptedTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);

    @Test
    void aFileThatChangesOnceIsReadAgain() throws IOException {
        file("data/a", 1);
        file("data/b", 1);
        Scanned scanned = run(new Spoiled("b", 1, this::append), "data");
        assertThat(scanned.state()).isEqualTo(State.COMPLETE);
        assertThat(logical(scanned)).isEqualTo(Files.size(path("data/a")) + Files.size(path("data/b")));
    }

    @Test
    void aFileThatKeepsChangingIsReportedAndNotCounted() throws IOException {
        file("data/a", 1);
        file("data/b", 1);
        Scanned scanned = run(new Spoiled("b", 99, this::append), "data");
        expectOnlyACounts(scanned, NotCounted.Reason.CHANGED);
    }

    @Test
    void aFileThatVanishesIsReportedAndNotCounted() throws IOException {
        file("data/a", 1);
        file("data/b", 1);
        Scanned scanned = run(
                new Spoiled("b", 99, path -> {
                    throw new NoSuchFileException(path.toString());
                }),
                "data");
        expectOnlyACounts(scanned, NotCounted.Reason.VANISHED);
    }

    @Test
    void aReadErrorIsReportedAndTheRestCounts() throws IOException {
        file("data/a", 1);
        file("data/b", 1);
        Scanned scanned = run(
                new Spoiled("b", 99, path -> {
                    throw new IOException("Input/output error");
                }),
                "data");
        expectOnlyACounts(scanned, NotCounted.Reason.UNREADABLE);
    }

    @Test
    void aLargeFileThatChangesOrFailsHalfwayCountsNothing() throws IOException {
        file("data/a", 1);
        file("data/b", 200);
        expectOnlyACounts(run(new Spoiled("b", 99, this::append), "data"), NotCounted.Reason.CHANGED);
        expectOnlyACounts(
                run(
                        new Spoiled("b", 99, path -> {
                            throw new IOException("Input/output error");
                        }),
                        "data"),
                NotCounted.Reason.UNREADABLE);
    }

    @Test
    void aPathThatIsNotThereIsReported() throws IOException {
        file("data/a", 1);
        Scanned scanned = run(new HostFiles(), "data", "nowhere");
        assertThat(scanned.state()).isEqualTo(State.INCOMPLETE);
        assertThat(scanned.notCounted())
                .singleElement()
                .satisfies(missing -> assertThat(missing.reason()).isEqualTo(NotCounted.Reason.VANISHED));
    }

    @Test
    void anOutputThatCannotBeWrittenIsAStateOfItsOwn() throws IOException {
        file("data/a", 1);
        Path gone = Files.createDirectory(path("gone"));
        Options options = Arguments.parse(
                path("data").toString(), "--out", gone.resolve("x").toString());
        Watched removing = new Watched(() -> gone.toFile().delete());
        Scanned scanned = new ScanRun(options, removing, console).run();
        assertThat(scanned.state()).isEqualTo(State.OUTPUT_FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("can't write");
        assertThat(logical(scanned)).isEqualTo(MEGABYTE);
    }

    @Test
    void oneStoppedWhileItLooksForFilesLeavesWhatWasKept() throws IOException {
        file("data/a", 1);
        Files.writeString(path("out.sketch.part"), "kept");
        Options options = Arguments.parse(
                path("data").toString(), "--fresh", "--out", path("out.sketch").toString());
        ScanRun run = new ScanRun(options, new HostFiles(), console);
        run.stop();
        assertThat(run.run().state()).isEqualTo(State.STOPPED);
        assertThat(path("out.sketch.part")).hasContent("kept");
    }

    @Test
    void whatIsDoneAndGoneStaysCountedOverSeveralStops() throws IOException {
        for (int number = 0; number < 12; number++) {
            file("data/file-%02d".formatted(number), 1);
        }
        Options options = Arguments.parse(
                path("data").toString(),
                "--threads",
                "1",
                "--out",
                path("out.sketch").toString());
        long whole = logical(run(new HostFiles(), "data"));
        stopAfter(options, 20);
        List<Path> left = ByHand.files(path("data"));
        Path kept = folder.resolve("kept");
        Path gone = left.getFirst();
        for (Path file : left) {
            if (Checkpoint.read(path("out.sketch.part")).isDone(path("data").toString(), file.toRealPath())) {
                gone = file;
            }
        }
        Files.move(gone, kept);
        stopAfter(options, 4);
        Files.move(kept, gone);
        Scanned rest = new ScanRun(options, new HostFiles(), console).run();
        assertThat(rest.state()).isEqualTo(State.COMPLETE);
        assertThat(logical(rest)).isEqualTo(whole);
    }

    private void stopAfter(Options options, int reads) {
        AtomicInteger done = new AtomicInteger();
        List<ScanRun> running = new ArrayList<>();
        ScanRun stopped = new ScanRun(
                options,
                new Watched(() -> {
                    if (done.incrementAndGet() == reads) {
                        running.getFirst().stop();
                    }
                }),
                console);
        running.add(stopped);
        assertThat(stopped.run().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void aBugOfAWorkerEndsTheScanInsteadOfLeavingOutWhatItHad() throws IOException {
        file("data/a", 1);
        Options options = Arguments.parse(path("data").toString());
        ScanRun broken = new ScanRun(
                options,
                new Watched(() -> {
                    throw new IllegalStateException("a bug");
                }),
                console);
        assertThatThrownBy(broken::run).hasMessage("a bug");
    }

    @Test
    void aStoppedScanGoesOnAndFindsTheSame() throws IOException {
        for (int number = 0; number < 30; number++) {
            file("data/small-" + number, 1);
        }
        file("large.img", 300);
        String[] arguments = {
            path("data").toString(),
            path("large.img").toString(),
            "--out",
            path("out.sketch").toString(),
            "--threads",
            "1"
        };
        Scanned whole = run(new HostFiles(), "data", "large.img");
        Options options = Arguments.parse(arguments);
        for (int reads : new int[] {5, 300, 500}) {
            stopAfter(options, reads);
            assertThat(Files.exists(path("out.sketch.part"))).isTrue();
        }
        AtomicInteger reads = new AtomicInteger();
        Scanned rest = new ScanRun(options, new Watched(reads::incrementAndGet), console).run();
        assertThat(rest.state()).isEqualTo(State.COMPLETE);
        assertThat(rest.bytes()).isLessThan(whole.bytes());
        assertThat(Sharing.of(rest.sketch(0)).total())
                .isEqualTo(Sharing.of(whole.sketch(0)).total());
        assertThat(Files.exists(path("out.sketch"))).isTrue();
        assertThat(Files.exists(path("out.sketch.part"))).isFalse();
    }

    @Test
    void aStateOfAnotherScanOrADamagedOneIsRefused() throws IOException {
        file("data/a", 1);
        Files.writeString(path("out.sketch.part"), "what is this");
        int code = Scan.run(
                new String[] {
                    path("data").toString(), "--out", path("out.sketch").toString()
                },
                console);
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("out.sketch.part", "--fresh");
        code = Scan.run(
                new String[] {
                    path("data").toString(),
                    "--fresh",
                    "--out",
                    path("out.sketch").toString()
                },
                console);
        assertThat(code).isZero();
    }

    @Test
    void wrongArgumentsAreNamed() {
        refused("scan wants a PATH", "--json");
        refused("--chunk", "--chunk", "5000", "x");
        refused("--k is 0 to 20", "--k", "21", "x");
        refused("--method is one of [fixed, fastcdc, ram]", "--method", "rabin", "x");
        refused("--group wants NAME=PATH", "--group", "x", "y");
        refused("no option '--fast'", "--fast", "x");
        refused("--secret", "--secret", path("none").toString(), "x");
        refused("--throttle wants a number", "--throttle", "much", "x");
    }

    private void refused(String message, String... arguments) {
        err.reset();
        assertThat(Scan.run(arguments, console)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(message);
    }

    private void expectOnlyACounts(Scanned scanned, NotCounted.Reason reason) {
        assertThat(scanned.state()).isEqualTo(State.INCOMPLETE);
        assertThat(scanned.notCounted()).singleElement().satisfies(file -> {
            assertThat(file.reason()).isEqualTo(reason);
            assertThat(file.path()).endsWith("b");
        });
        assertThat(logical(scanned)).isEqualTo(MEGABYTE);
    }

    private static long logical(Scanned scanned) {
        return Sharing.of(scanned.sketch(0)).total().bytes().logical();
    }

    private Scanned run(DataFile.Opening opening, String... paths) {
        List<String> arguments = new ArrayList<>();
        for (String each : paths) {
            arguments.add(path(each).toString());
        }
        return new ScanRun(Arguments.parse(arguments.toArray(String[]::new)), opening, console).run();
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private void file(String name, int megabytes) throws IOException {
        Path file = path(name);
        Files.createDirectories(file.getParent());
        byte[] content = new byte[megabytes * MEGABYTE];
        new Random(name.hashCode()).nextBytes(content);
        Files.write(file, content);
    }

    private void append(Path path) throws IOException {
        Files.write(path, new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
    }

    private interface Spoil {
        void spoil(Path path) throws IOException;
    }

    /** The machine's files, one of which something happens to while it is read, so many times. */
    private static final class Spoiled extends Watched {
        private final String name;
        private final AtomicInteger left;
        private final Spoil spoil;

        Spoiled(String name, int times, Spoil spoil) {
            super(() -> {});
            this.name = name;
            left = new AtomicInteger(times);
            this.spoil = spoil;
        }

        @Override
        void reading(Path path) throws IOException {
            if (path.endsWith(name) && left.getAndDecrement() > 0) {
                spoil.spoil(path);
            }
        }
    }

    private static class Watched implements DataFile.Opening {
        private final HostFiles files = new HostFiles();
        private final Runnable onRead;

        Watched(Runnable onRead) {
            this.onRead = onRead;
        }

        void reading(Path path) throws IOException {
            onRead.run();
        }

        @Override
        public DataFile open(Path path) throws IOException {
            DataFile file = files.open(path);
            return new DataFile() {
                @Override
                public int read(ByteBuffer to, long position) throws IOException {
                    reading(path);
                    return file.read(to, position);
                }

                @Override
                public void close() throws IOException {
                    file.close();
                }
            };
        }

        @Override
        public DataFile.Stamp stamp(Path path) throws IOException {
            return files.stamp(path);
        }

        @Override
        public List<DataFile.Extent> extents(Path path, long size) {
            return files.extents(path, size);
        }
    }
}
