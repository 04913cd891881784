package myidc.platform.axon;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Reads of what was stored last, which a thread of the event store's own goes on with for a moment after the store was shut
 * down: the database is not to be taken from under it.
 */
@Singleton
final class TailReads {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean over;

    /** What is read; nothing once this is over. */
    <F> List<? extends F> unlessOver(Supplier<List<? extends F>> read) {
        lock.readLock().lock();
        try {
            return over ? List.of() : read.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Waits for reads under way; from now on nothing is read. */
    void end() {
        lock.writeLock().lock();
        try {
            over = true;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
