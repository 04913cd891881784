package myidc.scan;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Queue;
import myidc.storage.sketch.Counted;
import org.jspecify.annotations.Nullable;

/** Takes pieces until there are none; what it counts of a file counts when the file is then still what it was. */
final class Worker implements Runnable {
    private final DataFile.Opening opening;
    private final Queue<FileWork.Piece> queue;
    private final Tallied tallied;
    private final Live live;
    private final Pass pass;
    private final Pass batch;

    Worker(Options.How how, DataFile.Opening opening, Queue<FileWork.Piece> queue, Tallied tallied) {
        this.opening = opening;
        this.queue = queue;
        this.tallied = tallied;
        live = tallied.live();
        pass = new Pass(how, live);
        batch = new Pass(how, live);
    }

    @Override
    public void run() {
        try {
            FileWork.Piece piece = queue.poll();
            while (piece != null && !live.isStopped()) {
                if (piece.isPart()) {
                    part(piece.files().getFirst(), piece.part());
                } else {
                    files(piece.files());
                }
                piece = queue.poll();
            }
        } catch (OutOfMemoryError e) {
            tallied.outOfMemory();
        } catch (RuntimeException e) {
            tallied.broken(e);
        }
    }

    private void files(List<FileWork> files) {
        batch.clear();
        long holes = 0;
        for (FileWork file : files) {
            Outcome outcome = whole(file);
            if (outcome.reason() == NotCounted.Reason.CHANGED) {
                outcome = whole(file);
            }
            if (live.isStopped() && outcome.holes() < 0 && outcome.reason() == null) {
                break;
            }
            if (outcome.reason() == null) {
                batch.takeFrom(pass);
                holes += outcome.holes();
                tallied.done(file);
            } else {
                tallied.failed(file, outcome.reason(), outcome.detail());
            }
        }
        List<Counted> counted = batch.done();
        if (!files.isEmpty()) {
            tallied.add(files.getFirst().volume, counted, holes);
        }
    }

    /** What became of reading a file: holes in bytes, -1 when it was stopped, or why it doesn't count. */
    private record Outcome(long holes, NotCounted.@Nullable Reason reason, String detail) {
        static final Outcome STOPPED = new Outcome(-1, null, "");

        static Outcome of(NotCounted.Reason reason, String detail) {
            return new Outcome(-1, reason, detail);
        }
    }

    private Outcome whole(FileWork file) {
        pass.clear();
        try {
            DataFile.Stamp before = opening.stamp(file.path);
            if (before.kind() != file.stamp.kind()) {
                return Outcome.of(NotCounted.Reason.CHANGED, "it became something else");
            }
            long data = 0;
            try (DataFile open = opening.open(file.path)) {
                List<DataFile.Extent> extents = opening.extents(file.path, before.size());
                for (DataFile.Extent extent : Pieces.onGrid(extents, before.size())) {
                    if (!pass.read(open, extent)) {
                        return Outcome.STOPPED;
                    }
                    data += extent.length();
                }
            }
            return opening.stamp(file.path).sameContent(before)
                    ? new Outcome(before.size() - data, null, "")
                    : Outcome.of(NotCounted.Reason.CHANGED, "it was written to while it was read");
        } catch (IOException e) {
            return outcome(e);
        }
    }

    private void part(FileWork file, DataFile.Extent part) {
        pass.clear();
        try (DataFile open = opening.open(file.path)) {
            if (!file.failed && !pass.read(open, part)) {
                return;
            }
            tallied.part(file, part, pass.done());
        } catch (IOException e) {
            fail(file, outcome(e));
        }
        if (file.partsLeft.decrementAndGet() == 0 && !file.failed) {
            lastPart(file);
        }
    }

    private void lastPart(FileWork file) {
        try {
            if (opening.stamp(file.path).sameContent(file.stamp)) {
                tallied.large(file);
            } else {
                fail(file, Outcome.of(NotCounted.Reason.CHANGED, "it was written to while it was read"));
            }
        } catch (IOException e) {
            fail(file, outcome(e));
        }
    }

    private void fail(FileWork file, Outcome outcome) {
        synchronized (file) {
            if (!file.failed && outcome.reason() != null) {
                file.failed = true;
                tallied.failed(file, outcome.reason(), outcome.detail());
            }
        }
    }

    private static Outcome outcome(IOException e) {
        NotCounted.Reason reason = switch (e) {
            case NoSuchFileException gone -> NotCounted.Reason.VANISHED;
            case EOFException shorter -> NotCounted.Reason.CHANGED;
            default -> NotCounted.Reason.UNREADABLE;
        };
        return Outcome.of(reason, IoReason.of(e));
    }
}
