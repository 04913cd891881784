package myidc.platform.db;

import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has read for many before it is asked for each of them: a batch asks once in place of once for each of
 * its parts. It goes with the transaction, or when {@link #forget} says that what was read may have been changed since.
 */
@Singleton
public final class ReadAhead {
    private final TransactionSynchronizationRegistry transactions;

    ReadAhead(TransactionSynchronizationRegistry transactions) {
        this.transactions = transactions;
    }

    /** Keeps what was read under its key; outside a transaction nothing is kept. */
    public <V> void keep(Key<V> key, V value) {
        if (transactions.getTransactionStatus() == Status.STATUS_ACTIVE) {
            Kept kept = (Kept) transactions.getResource(ReadAhead.class);
            if (kept == null) {
                kept = new Kept();
                transactions.putResource(ReadAhead.class, kept);
            }
            kept.values.put(key, value);
        }
    }

    /** What was read ahead under the key; null when nothing was. */
    @SuppressWarnings("unchecked")
    public <V> @Nullable V find(Key<V> key) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            return null;
        }
        Kept kept = (Kept) transactions.getResource(ReadAhead.class);
        return kept == null ? null : (V) kept.values.get(key);
    }

    /** What was read ahead, else what the reader reads now. */
    public <V> V findOr(Key<V> key, Supplier<V> reader) {
        V found = find(key);
        return found == null ? reader.get() : found;
    }

    /** Forgets everything: what follows reads anew. */
    public void forget() {
        if (transactions.getTransactionStatus() == Status.STATUS_ACTIVE) {
            transactions.putResource(ReadAhead.class, null);
        }
    }

    /** Names what was read; a record of the reader's own, so that no two readers meet. */
    @SuppressWarnings("unused")
    public interface Key<V> {}

    private static final class Kept {
        private final Map<Key<?>, Object> values = new HashMap<>();
    }
}
