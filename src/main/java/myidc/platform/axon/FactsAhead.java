package myidc.platform.axon;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.platform.db.ReadAhead;
import myidc.platform.db.Sql;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts of many aggregates at once, before commands ask for each of them: a batch of a hundred would else ask two
 * hundred times. Aggregates with a snapshot are left to the store. What was stored since shows as any stale aggregate does.
 */
@Singleton
public final class FactsAhead {
    /** More facts than these are not read ahead. */
    private static final int FACTS_MAX = 5_000;

    private final Sql sql;
    private final ReadAhead ahead;

    FactsAhead(Sql sql, ReadAhead ahead) {
        this.sql = sql;
        this.ahead = ahead;
    }

    /** Reads the facts of these aggregates for the rest of the transaction. */
    public void read(List<String> aggregates) {
        Object ids = aggregates.toArray(String[]::new);
        Set<String> snapshots = new HashSet<>(sql.rows(
                "select distinct aggregate_id from snapshot_event where aggregate_id = any (?)",
                row -> row.getString(1),
                ids));
        Map<String, List<DomainEventData<?>>> found = new HashMap<>();
        int facts = sql.rows(
                        "select * from domain_event where aggregate_id = any (?)"
                                + " order by aggregate_id, sequence_number limit ?",
                        row -> found.computeIfAbsent(row.getString("aggregate_id"), any -> new ArrayList<>())
                                .add(new GenericDomainEventEntry<>(
                                        row.getString("aggregate_type"),
                                        row.getString("aggregate_id"),
                                        row.getLong("sequence_number"),
                                        row.getString("event_id"),
                                        Sql.instant(row, "recorded_at").toString(),
                                        row.getString("payload_type"),
                                        row.getString("payload_revision"),
                                        row.getString("payload"),
                                        row.getString("meta_data"))),
                        ids,
                        FACTS_MAX)
                .size();
        if (facts < FACTS_MAX) {
            aggregates.stream()
                    .filter(aggregate -> !snapshots.contains(aggregate))
                    .forEach(aggregate -> ahead.keep(new FactsOf(aggregate), found.getOrDefault(aggregate, List.of())));
        }
    }

    /** The facts from a number on, at most so many; null where they were not read ahead. */
    @Nullable
    List<DomainEventData<?>> of(String aggregate, long from, int most) {
        List<DomainEventData<?>> facts = ahead.find(new FactsOf(aggregate));
        return facts == null
                ? null
                : facts.stream()
                        .filter(fact -> fact.getSequenceNumber() >= from)
                        .limit(most)
                        .toList();
    }

    private record FactsOf(String aggregate) implements ReadAhead.Key<List<DomainEventData<?>>> {}
}
