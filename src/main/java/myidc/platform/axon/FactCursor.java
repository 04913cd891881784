package myidc.platform.axon;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import myidc.platform.db.Sql;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Facts of some names in the order of the book, read and deserialized in a thread of its own while the batch before is
 * handled; a few batches are ready at most. The cursor sees what was committed when it was opened.
 */
final class FactCursor implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int BATCHES_READY_MAX = 4;
    private static final int BATCH_CHARS_MAX = 4 << 20;

    private final AgroalDataSource dataSource;
    private final Serializer serializer;
    private final EventUpcaster upcasters;
    private final List<String> names;
    private final BlockingQueue<Batch> ready = new ArrayBlockingQueue<>(BATCHES_READY_MAX);
    private final Thread reader = new Thread(this::readAll, "facts-of-a-rebuild");

    FactCursor(AgroalDataSource dataSource, Serializer serializer, EventUpcaster upcasters, List<String> names) {
        this.dataSource = dataSource;
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.names = names;
        reader.setDaemon(true);
        reader.start();
    }

    /** The next facts, none after the last. */
    List<EventMessage<?>> next() {
        try {
            Batch batch = ready.take();
            if (batch.failure() != null) {
                throw new IllegalStateException("The store could not be read", batch.failure());
            }
            return batch.facts();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The portal is stopping", e);
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }

    private void readAll() {
        try {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    readAll(connection);
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            } catch (SQLException | RuntimeException e) {
                ready.put(new Batch(List.of(), e));
            }
            ready.put(new Batch(List.of(), null));
        } catch (InterruptedException e) {
            // Nobody waits for more.
            Thread.currentThread().interrupt();
        }
    }

    private void readAll(Connection connection) throws SQLException, InterruptedException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select aggregate_type, aggregate_id, sequence_number, event_id, recorded_at, payload_type,"
                        + " payload_revision, payload::text, meta_data::text from domain_event"
                        + " where payload_type = any(?) order by global_index")) {
            statement.setArray(1, connection.createArrayOf("text", names.toArray()));
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery()) {
                List<GenericDomainEventEntry<String>> entries = new ArrayList<>(ROWS_AT_ONCE);
                int chars = 0;
                while (rows.next()) {
                    entries.add(entry(rows));
                    chars += rows.getString(8).length();
                    if (entries.size() == ROWS_AT_ONCE || chars > BATCH_CHARS_MAX) {
                        ready.put(new Batch(messages(entries), null));
                        entries.clear();
                        chars = 0;
                    }
                }
                if (!entries.isEmpty()) {
                    ready.put(new Batch(messages(entries), null));
                }
            }
        }
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

    private List<EventMessage<?>> messages(List<GenericDomainEventEntry<String>> entries) {
        try (Stream<? extends EventMessage<?>> all = EventStreamUtils.upcastAndDeserializeDomainEvents(
                        entries.stream(), serializer, upcasters)
                .asStream()) {
            List<EventMessage<?>> messages = new ArrayList<>(entries.size());
            all.forEach(message -> {
                // Payloads are deserialized when first asked for: here, not in the thread that handles them.
                message.getPayload();
                messages.add(message);
            });
            return messages;
        }
    }

    private record Batch(
            List<EventMessage<?>> facts, @Nullable Exception failure) {}
}
