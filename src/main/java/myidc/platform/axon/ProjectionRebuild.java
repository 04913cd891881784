package myidc.platform.axon;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import myidc.platform.db.Sql;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;

/**
 * Replays the store through a projection. The projection's tables are locked against writers for as long as it takes, so
 * that the rebuilt rows take the place of the old ones in one commit; readers see the old rows until then.
 */
@Singleton
public final class ProjectionRebuild {
    private static final int FLUSH_EVERY = 1_000;
    private static final int TIME_LIMIT_S = 3_600;

    private final Instance<Projection> projections;
    private final Instance<AxonModule> modules;
    private final EventNames names;
    private final Provider<Configuration> axon;
    private final AgroalDataSource dataSource;
    private final jakarta.transaction.TransactionManager jta;
    private final EntityManager entities;
    private final Sql sql;

    ProjectionRebuild(
            Instance<Projection> projections,
            Instance<AxonModule> modules,
            EventNames names,
            Provider<Configuration> axon,
            AgroalDataSource dataSource,
            jakarta.transaction.TransactionManager jta,
            EntityManager entities,
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

    /** Empties and refills the projection's tables; {@code progress} hears the number of facts handled so far. */
    public long rebuild(Projection projection, LongConsumer progress) {
        return inTransaction(true, () -> refill(projection, progress));
    }

    /** Whether a rebuild would give the rows that are there now; changes nothing. */
    public Verdict verify(Projection projection) {
        return inTransaction(false, () -> {
            List<String> live = digests(projection);
            long facts = refill(projection, handled -> {});
            return new Verdict(projection.name(), facts, live, digests(projection));
        });
    }

    private long refill(Projection projection, LongConsumer progress) {
        lockAndEmpty(projection);
        AnnotationEventHandlerAdapter handler = new AnnotationEventHandlerAdapter(projection);
        long handled = 0;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select aggregate_type, aggregate_id, sequence_number, event_id, recorded_at, payload_type,"
                                + " payload_revision, payload::text, meta_data::text from domain_event"
                                + " where payload_type = any(?) order by global_index")) {
            Array types = connection.createArrayOf("text", storedNames(handler).toArray());
            statement.setArray(1, types);
            statement.setFetchSize(FLUSH_EVERY);
            try (ResultSet rows = statement.executeQuery()) {
                List<GenericDomainEventEntry<String>> batch = new ArrayList<>(FLUSH_EVERY);
                while (rows.next()) {
                    batch.add(entry(rows));
                    if (batch.size() == FLUSH_EVERY) {
                        handled += handleAll(handler, batch);
                        progress.accept(handled);
                    }
                }
                handled += handleAll(handler, batch);
                progress.accept(handled);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The store could not be read", e);
        }
        return handled;
    }

    private long handleAll(AnnotationEventHandlerAdapter handler, List<GenericDomainEventEntry<String>> batch) {
        Configuration configuration = axon.get();
        long handled = 0;
        try (Stream<? extends EventMessage<?>> messages = EventStreamUtils.upcastAndDeserializeDomainEvents(
                        batch.stream(), configuration.eventSerializer(), configuration.upcasterChain())
                .asStream()) {
            for (EventMessage<?> message :
                    (Iterable<EventMessage<?>>) messages.<EventMessage<?>>map(m -> m)::iterator) {
                if (handler.canHandle(message)) {
                    handler.handle(message);
                    handled++;
                }
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The projection could not handle a fact", e);
        }
        entities.flush();
        entities.clear();
        batch.clear();
        return handled;
    }

    private static GenericDomainEventEntry<String> entry(ResultSet rows) throws SQLException {
        return new GenericDomainEventEntry<>(
                rows.getString(1),
                rows.getString(2),
                rows.getLong(3),
                rows.getString(4),
                Sql.instant(rows, "recorded_at").toString(),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9));
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

    private void lockAndEmpty(Projection projection) {
        for (String table : projection.tables()) {
            sql.change("lock table " + table + " in share row exclusive mode");
        }
        for (String table : projection.tables()) {
            sql.change("delete from " + table);
        }
        for (String kind : projection.histories()) {
            sql.change("delete from view_history where kind = ?", kind);
        }
    }

    private List<String> digests(Projection projection) {
        List<String> digests = new ArrayList<>();
        for (String table : projection.tables()) {
            digests.add(table + " " + digest("select t::text as line from " + table + " t"));
        }
        for (String kind : projection.histories()) {
            digests.add("history of " + kind + " "
                    + digest("select id || valid::text || shown::text as line from view_history where kind = ?", kind));
        }
        return digests;
    }

    private String digest(String lines, Object... values) {
        return sql.row(
                        "select count(*) || ' rows, digest ' || coalesce(sum(hashtextextended(line, 0)::numeric), 0)"
                                + " from (" + lines + ") as lines",
                        row -> row.getString(1),
                        values)
                .orElseThrow();
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
