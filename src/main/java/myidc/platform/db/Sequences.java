package myidc.platform.db;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Numbers for ids, taken from PostgreSQL a few at a time; gaps are normal, doubles impossible. */
@Singleton
public final class Sequences {
    private static final int AT_ONCE = 32;

    private final Sql sql;
    private final Map<String, Queue<Long>> taken = new ConcurrentHashMap<>();

    Sequences(Sql sql) {
        this.sql = sql;
    }

    /** The next number of a kind; the sequence {@code KIND_number} is made by a migration. */
    public long next(String kind) {
        Queue<Long> stock = taken.computeIfAbsent(kind, k -> new ConcurrentLinkedQueue<>());
        @Nullable Long number = stock.poll();
        return number == null ? refill(kind, stock) : number;
    }

    /**
     * Several may refill at once, at the price of gaps. A lock here would be waited for by whoever has a connection while
     * its holder waits for one.
     */
    private long refill(String kind, Queue<Long> stock) {
        if (!kind.matches("[a-z]{2,30}")) {
            throw new IllegalArgumentException("Not a kind: " + kind);
        }
        List<Long> numbers = sql.rows(
                "select nextval('" + kind + "_number') from generate_series(1, " + AT_ONCE + ")",
                row -> row.getLong(1));
        stock.addAll(numbers.subList(1, numbers.size()));
        return numbers.getFirst();
    }
}
