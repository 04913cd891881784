package myidc.storage.sketch;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Adds up what several threads counted. What is alike in size is merged, outside of the lock, as it comes. */
public final class Accumulator {
    private final Deque<References> runs = new ArrayDeque<>();
    private Counted.Bytes bytes = new Counted.Bytes(0, 0, 0);
    private long chunks;

    public void add(Counted counted) {
        References merged = counted.references();
        synchronized (this) {
            bytes = bytes.and(counted.bytes());
            chunks = Math.addExact(chunks, counted.chunks());
        }
        References like = pushOrPop(merged);
        while (like != null) {
            merged = merged.and(like);
            like = pushOrPop(merged);
        }
    }

    /** The last run when it is of like size, or null when there was none and this one was put. */
    private synchronized @Nullable References pushOrPop(References run) {
        References last = runs.peek();
        if (last != null && last.size() <= 2L * run.size()) {
            return runs.pop();
        }
        if (run.size() > 0) {
            runs.push(run);
        }
        return null;
    }

    /** All that was added by now; keeps it. */
    public synchronized Counted sum() {
        References all = References.none();
        while (!runs.isEmpty()) {
            all = all.and(runs.pop());
        }
        if (all.size() > 0) {
            runs.push(all);
        }
        return new Counted(bytes, chunks, all);
    }
}
