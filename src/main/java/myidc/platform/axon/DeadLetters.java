package myidc.platform.axon;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.jspecify.annotations.Nullable;

/** Facts that a streaming processor could not handle, parked with what followed them in the same sequence. */
@Singleton
public final class DeadLetters {
    private final Sql sql;
    private final Provider<Configuration> axon;

    DeadLetters(Sql sql, Provider<Configuration> axon) {
        this.sql = sql;
        this.axon = axon;
    }

    public Page<Letter> list(Page.Ask ask) {
        return Page.of(
                sql.rows(
                        "select * from dead_letter order by enqueued_at, sequence_index limit ? offset ?",
                        DeadLetters::letter,
                        ask.size(),
                        ask.offset()),
                ask,
                count());
    }

    public long count() {
        return sql.count("select count(*) from dead_letter");
    }

    public Optional<Letter> find(String id) {
        return sql.row("select * from dead_letter where dead_letter_id = ?", DeadLetters::letter, id);
    }

    /** Handles the letter's sequence once more, oldest first; true when nothing of it is left. */
    public boolean retry(Letter letter) {
        axon.get()
                .eventProcessingConfiguration()
                .sequencedDeadLetterProcessor(letter.group())
                .orElseThrow(() -> new IllegalStateException("No queue of dead letters for " + letter.group()))
                .process(candidate -> belongs(candidate, letter));
        return sql.count(
                        "select count(*) from dead_letter where processing_group = ? and sequence_id = ?",
                        letter.group(),
                        letter.sequence())
                == 0;
    }

    /** Drops one letter for good: what it would have done is not done. */
    public void drop(Letter letter) {
        sql.change("delete from dead_letter where dead_letter_id = ?", letter.id());
    }

    private static boolean belongs(DeadLetter<? extends EventMessage<?>> candidate, Letter letter) {
        return candidate.message().getIdentifier().equals(letter.eventId());
    }

    private static Letter letter(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Letter(
                row.getString("dead_letter_id"),
                row.getString("processing_group"),
                row.getString("sequence_id"),
                row.getLong("sequence_index"),
                row.getString("event_id"),
                row.getString("payload_type"),
                row.getString("aggregate_id"),
                new String(row.getBytes("payload"), StandardCharsets.UTF_8),
                row.getString("cause_type"),
                row.getString("cause_message"),
                Instant.parse(row.getString("enqueued_at")));
    }

    /** A parked fact with the cause of its parking. */
    public record Letter(
            String id,
            String group,
            String sequence,
            long index,
            String eventId,
            String event,
            @Nullable String aggregateId,
            String payload,
            @Nullable String causeType,
            @Nullable String causeMessage,
            Instant enqueuedAt) {}
}
