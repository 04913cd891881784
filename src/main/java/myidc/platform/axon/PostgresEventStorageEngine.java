package myidc.platform.axon;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import myidc.platform.db.Sql;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Axon's JDBC engine on our own tables: jsonb text payloads and timestamptz, in snake case, readable in psql. */
final class PostgresEventStorageEngine extends JdbcEventStorageEngine {
    static final EventSchema SCHEMA = EventSchema.builder()
            .eventTable("domain_event")
            .snapshotTable("snapshot_event")
            .globalIndexColumn("global_index")
            .timestampColumn("recorded_at")
            .eventIdentifierColumn("event_id")
            .aggregateIdentifierColumn("aggregate_id")
            .sequenceNumberColumn("sequence_number")
            .typeColumn("aggregate_type")
            .payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision")
            .payloadColumn("payload")
            .metaDataColumn("meta_data")
            .build();

    /** Unique violation, in the SQL standard's five-character states. */
    static final PersistenceExceptionResolver DUPLICATE_KEY = e -> {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    };

    private static final String COLUMNS =
            "event_id, aggregate_id, sequence_number, aggregate_type, recorded_at, payload_type, payload_revision, payload,"
                    + " meta_data)";
    private static final String VALUES = "?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)";
    private static final String APPEND = "insert into domain_event (" + COLUMNS + " values (" + VALUES;

    /**
     * Facts of a call that will be taken back are numbered apart, below zero. Numbers that were given and never stored
     * are gaps, which each streaming processor remembers for a minute: some ten thousand of them stop it.
     */
    private static final String APPEND_TRIAL = "insert into domain_event (global_index, " + COLUMNS
            + " overriding system value values (nextval('trial_fact_index'), " + VALUES;

    private final Sql sql;
    private final FactsAhead ahead;
    private final TailReads tail;

    PostgresEventStorageEngine(Builder builder, Sql sql, FactsAhead ahead, TailReads tail) {
        super(builder);
        this.sql = sql;
        this.ahead = ahead;
        this.tail = tail;
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken last, int most) {
        return tail.unlessOver(() -> super.fetchTrackedEvents(last, most));
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(String aggregate, long from, int most) {
        List<DomainEventData<?>> read = ahead.of(aggregate, from, most);
        return read == null ? super.fetchDomainEvents(aggregate, from, most) : read;
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregate) {
        return ahead.of(aggregate, 0, 1) == null ? super.readSnapshotData(aggregate) : Stream.empty();
    }

    /** Facts wait for what else the transaction writes; a sequence number already taken shows when they are sent. */
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        String append = isTrial() ? APPEND_TRIAL : APPEND;
        for (EventMessage<?> event : events) {
            if (!(event instanceof DomainEventMessage<?> fact)) {
                throw new IllegalArgumentException("A fact of no aggregate: " + event.getPayloadType());
            }
            SerializedObject<String> payload = fact.serializePayload(serializer, String.class);
            SerializedObject<String> metaData = fact.serializeMetaData(serializer, String.class);
            sql.later(
                    append,
                    fact.getIdentifier(),
                    fact.getAggregateIdentifier(),
                    fact.getSequenceNumber(),
                    fact.getType(),
                    fact.getTimestamp().truncatedTo(ChronoUnit.MICROS),
                    payload.getType().getName(),
                    payload.getType().getRevision(),
                    payload.getData(),
                    metaData.getData());
        }
    }

    private static boolean isTrial() {
        return CurrentUnitOfWork.isStarted() && CurrentUnitOfWork.get().root().getResource(Commands.TRIAL) != null;
    }

    /** Whether another change of the same aggregate was stored first. */
    static boolean isTaken(SQLException e) {
        return "23505".equals(e.getSQLState()) && String.valueOf(e.getMessage()).contains("domain_event_aggregate_id");
    }

    @Override
    protected Object readTimeStamp(ResultSet rows, String column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant().toString();
    }

    @Override
    protected void writeTimestamp(PreparedStatement statement, int position, Instant at) throws SQLException {
        statement.setObject(position, at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    protected <T> T readPayload(ResultSet rows, String column) throws SQLException {
        return (T) rows.getString(column);
    }
}
