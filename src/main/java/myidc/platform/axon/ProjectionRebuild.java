package myidc.platform.axon;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import myidc.platform.db.FreshTables;
import myidc.platform.db.GatheredHistory;
import myidc.platform.db.Sql;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.hibernate.Session;

/**
 * Replays the store through a projection. The projection's tables are locked against writers for as long as it takes;
 * its rows are gathered in twins of its tables, and those that differ replace the old ones in one commit. Readers see the
 * old rows until then.
 */
@Singleton
public final class ProjectionRebuild {
    private static final int ROWS_HELD_MAX = 10_000;
    private static final int TIME_LIMIT_S = 3_600;

    private final Instance<Projection> projections;
    private final Instance<AxonModule> modules;
    private final EventNames names;
    private final Provider<Configuration> axon;
    private final AgroalDataSource dataSource;
    private final jakarta.transaction.TransactionManager jta;
    private final Session entities;
    private final Sql sql;

    ProjectionRebuild(
            Instance<Projection> projections,
            Instance<AxonModule> modules,
            EventNames names,
            Provider<Configuration> axon,
            AgroalDataSource dataSource,
            jakarta.transaction.TransactionManager jta,
            Session entities,
            Sql sql) {
        this.projections = projections;
        this.modules = modules;
        this.names = names;
        this.axon = axon;
        this.dataSource = dataSource;
        this.jta = jta;
        this.entities = entities;
        this.sql = sql;
    }

    public List<Projection> all() {
        return projections.stream()
                .sorted(Comparator.comparing(Projection::name))
                .toList();
    }

    public Optional<Projection> find(String name) {
        return all().stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /**
     * Replays the book through the projection and gives its tables the rows that come of it. {@code progress} hears the
     * number of facts read so far, of those that {@link #facts} counts.
     */
    public long rebuild(Projection projection, LongConsumer progress) {
        return inTransaction(true, () -> {
            FreshTables tables = tables(projection);
            long facts = refill(tables, projection, progress);
            tables.takeOver();
            return facts;
        });
    }

    /** Whether a rebuild would give the rows that are there now; changes nothing. */
    public Verdict verify(Projection projection) {
        return inTransaction(false, () -> {
            FreshTables tables = tables(projection);
            long facts = refill(tables, projection, handled -> {});
            return new Verdict(projection.name(), facts, tables.digests(false), tables.digests(true));
        });
    }

    /** How many facts of the book a rebuild of the projection reads. */
    public long facts(Projection projection) {
        String names = String.join(",", storedNames(new AnnotationEventHandlerAdapter(projection)));
        return sql.count("select count(*) from domain_event where payload_type = any(?::text[])", "{" + names + "}");
    }

    private FreshTables tables(Projection projection) {
        return new FreshTables(sql, projection.tables(), projection.histories());
    }

    private long refill(FreshTables tables, Projection projection, LongConsumer progress) {
        tables.lockAndMake();
        AnnotationEventHandlerAdapter handler = new AnnotationEventHandlerAdapter(projection);
        Configuration configuration = axon.get();
        // Opened under the lock: whoever stored a fact that the cursor misses has yet to write its rows.
        try (FactCursor facts = new FactCursor(
                dataSource, configuration.eventSerializer(), configuration.upcasterChain(), storedNames(handler))) {
            return new GatheredHistory(sql).during(() -> handleAll(facts, handler, progress));
        }
    }

    private long handleAll(FactCursor facts, AnnotationEventHandlerAdapter handler, LongConsumer progress) {
        Map<Class<?>, Boolean> heard = new HashMap<>();
        long handled = 0;
        long read = 0;
        for (List<EventMessage<?>> batch = facts.next(); !batch.isEmpty(); batch = facts.next()) {
            for (EventMessage<?> fact : batch) {
                if (heard.computeIfAbsent(fact.getPayloadType(), handler::canHandleType)) {
                    Views.tell(handler, fact);
                    handled++;
                }
            }
            if (entities.getStatistics().getEntityCount() > ROWS_HELD_MAX) {
                write();
            }
            read += batch.size();
            progress.accept(read);
        }
        write();
        return handled;
    }

    /** Rows live in Hibernate's session while their things change, and are written when there are many. */
    private void write() {
        entities.flush();
        entities.clear();
    }

    /** Names under which the facts this handler hears are stored; with upcasters around, any name may become one. */
    private List<String> storedNames(AnnotationEventHandlerAdapter handler) {
        boolean renamed =
                modules.stream().anyMatch(module -> !module.upcasters().isEmpty());
        return names.facts().stream()
                .filter(fact -> renamed || handler.canHandleType(fact))
                .map(names::nameOf)
                .toList();
    }

    private <R> R inTransaction(boolean keep, java.util.function.Supplier<R> work) {
        try {
            jta.setTransactionTimeout(TIME_LIMIT_S);
            jta.begin();
            try {
                R result = work.get();
                if (keep) {
                    jta.commit();
                } else {
                    jta.rollback();
                }
                return result;
            } catch (RuntimeException | Error e) {
                jta.rollback();
                throw e;
            } finally {
                jta.setTransactionTimeout(0);
            }
        } catch (jakarta.transaction.NotSupportedException
                | jakarta.transaction.SystemException
                | jakarta.transaction.RollbackException
                | jakarta.transaction.HeuristicMixedException
                | jakarta.transaction.HeuristicRollbackException e) {
            throw new IllegalStateException("The rebuild's transaction failed", e);
        }
    }

    /** Live rows and rebuilt rows of a projection, as digests per table. */
    public record Verdict(String projection, long facts, List<String> live, List<String> rebuilt) {
        public boolean same() {
            return live.equals(rebuilt);
        }
    }
}
