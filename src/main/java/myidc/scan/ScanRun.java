package myidc.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import myidc.storage.sketch.Sketch;
import myidc.storage.sketch.SketchFile;
import org.jspecify.annotations.Nullable;

/** One scan from the list of files to the sketch on disk. */
final class ScanRun {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Options options;
    private final DataFile.Opening opening;
    private final Console console;
    private final Live live;

    ScanRun(Options options, DataFile.Opening opening, Console console) {
        this.options = options;
        this.opening = opening;
        this.console = console;
        live = new Live(options.how().throttleBytes());
    }

    /** Lets {@link #run} end soon, keeping what was done; called by another thread. */
    void stop() {
        live.stop();
    }

    Scanned run() {
        long begun = System.nanoTime();
        Checkpoint before = before();
        Inventory.Found found = Inventory.of(options, opening, live);
        Tallied tallied =
                new Tallied(live, found.volumes(), options.how().settings().size());
        tallied.failed(found.notCounted());
        if (live.isStopped()) {
            // Of the files only some are known: what an earlier run kept stays as it is.
            return new Scanned(options, State.STOPPED, tallied, 0, 0);
        }
        List<FileWork> files = before == null ? found.files() : before.goOn(found, tallied);
        read(files, tallied);
        tallied.throwIfBroken();
        double seconds = (System.nanoTime() - begun) / (double) SECOND_NANOS;
        State state = live.isStopped() ? State.STOPPED : State.COMPLETE;
        if (tallied.isOutOfMemory()) {
            return new Scanned(options, State.OUT_OF_MEMORY, tallied, live.bytes(), seconds);
        }
        if (state == State.COMPLETE && !tallied.notCounted().isEmpty()) {
            state = State.INCOMPLETE;
        }
        Scanned scanned = new Scanned(options, state, tallied, live.bytes(), seconds);
        // A stopped one has figures of a part only, whether or not its state could be kept.
        return written(scanned, files) || state == State.STOPPED
                ? scanned
                : new Scanned(options, State.OUTPUT_FAILED, tallied, live.bytes(), seconds);
    }

    private @Nullable Checkpoint before() {
        Path out = options.output().sketch();
        if (out == null || options.output().fresh() || !Files.exists(Checkpoint.beside(out))) {
            return null;
        }
        Path part = Checkpoint.beside(out);
        try {
            Checkpoint before = Checkpoint.read(part);
            Sketch.Header now = new Scanned(options, State.STOPPED, new Tallied(live, List.of(), 1), 0, 0)
                    .sketch(0)
                    .header();
            if (!before.volumes.header().equals(now)) {
                throw new WrongArguments(part + " is of a scan with another method, chunk, k, compression or secret;"
                        + " --fresh begins anew");
            }
            console.say("going on from " + part);
            return before;
        } catch (IOException e) {
            throw new WrongArguments(e.getMessage() + "; --fresh begins anew");
        }
    }

    private void read(List<FileWork> files, Tallied tallied) {
        List<FileWork.Piece> pieces =
                Pieces.of(files, opening, options.how().settings().size());
        long total = pieces.stream().mapToLong(FileWork.Piece::bytes).sum();
        console.say(String.format(
                Locale.ROOT, "reading %,d files, at most %s; Ctrl-C stops", files.size(), Sizes.text(total)));
        Thread progress = Thread.ofVirtual().unstarted(new Progress(console, live, total));
        progress.start();
        Queue<FileWork.Piece> queue = new ConcurrentLinkedQueue<>(pieces);
        List<Thread> workers = new ArrayList<>();
        Stream.generate(() -> new Worker(options.how(), opening, queue, tallied))
                .limit(Math.min(options.how().threads(), Math.max(1, queue.size())))
                .forEach(worker -> workers.add(Thread.ofPlatform().start(worker)));
        try {
            for (Thread worker : workers) {
                worker.join();
            }
            progress.interrupt();
            progress.join();
        } catch (InterruptedException e) {
            live.stop();
            Thread.currentThread().interrupt();
        }
    }

    private boolean written(Scanned scanned, List<FileWork> files) {
        Path out = options.output().sketch();
        if (out == null) {
            return true;
        }
        Path part = Checkpoint.beside(out);
        boolean stopped = scanned.state() == State.STOPPED;
        try {
            if (stopped) {
                Checkpoint.write(scanned, files, part);
                console.say("stopped; what was done is in " + part + ", and the same command goes on from there");
            } else {
                Checkpoint.replace(out, stream -> SketchFile.write(scanned.sketch(0), stream));
                Files.deleteIfExists(part);
            }
            return true;
        } catch (IOException e) {
            console.say("can't write " + (stopped ? part : out) + ": " + IoReason.of(e));
            return false;
        }
    }
}
