package myidc.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.Arc;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import myidc.platform.axon.IdempotentAnswers;
import myidc.platform.db.Sql;
import myidc.platform.security.CurrentCaller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** Answers of creates by caller and key, kept for a day in PostgreSQL. */
@Singleton
final class StoredAnswers implements IdempotentAnswers {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Sql sql;
    private final ObjectMapper json;
    private final CurrentCaller callers;
    private final IdempotencyKey request;
    private final Clock clock;

    StoredAnswers(Sql sql, ObjectMapper json, CurrentCaller callers, IdempotencyKey request, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.callers = callers;
        this.request = request;
        this.clock = clock;
    }

    @Override
    public void replayOrReserve() {
        String key = key();
        if (key == null) {
            return;
        }
        String who = callers.orProgram().who();
        int reserved = sql.change(
                "insert into stored_answer (caller, key, digest, asked_at) values (?, ?, ?, ?)"
                        + " on conflict (caller, key) do nothing",
                who,
                key,
                request.digest(),
                clock.instant());
        if (reserved == 1) {
            return;
        }
        Stored stored = sql.row(
                        "select digest, answer from stored_answer where caller = ? and key = ?",
                        row -> new Stored(row.getString("digest"), row.getString("answer")),
                        who,
                        key)
                .orElseThrow(() -> Refused.because(CommonRefusal.BUSY, "The same request is under way; try again"));
        if (!stored.digest().equals(request.digest())) {
            throw Refused.field(
                    CommonRefusal.IDEMPOTENCY_KEY_REUSED,
                    IdempotencyFilter.HEADER,
                    "This Idempotency-Key was used for another request");
        }
        throw new StoredAnswer(stored.answer());
    }

    @Override
    public void shorten(String caller, Collection<String> texts) {
        String shorter = "update stored_answer set answer = case when answer like '{%' then"
                + " json_strip_nulls(json_build_object('id', answer::json -> 'id'))::text else '[]' end"
                + " where answer <> '' and ";
        sql.change(shorter + "caller = ?", caller);
        for (String text : texts) {
            sql.change(shorter + "position(lower(to_json(?::text)::text) in lower(answer)) > 0", text);
        }
    }

    @Override
    public void keep(Object answer) {
        String key = key();
        if (key == null) {
            return;
        }
        try {
            sql.change(
                    "update stored_answer set answer = ? where caller = ? and key = ?",
                    json.writeValueAsString(answer),
                    callers.orProgram().who(),
                    key);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }

    @Scheduled(every = "1h", delayed = "10m")
    void forget() {
        sql.change(
                "delete from stored_answer where asked_at < ?", clock.instant().minus(KEPT));
    }

    private @Nullable String key() {
        return Arc.container().requestContext().isActive() ? request.key() : null;
    }

    private record Stored(String digest, String answer) {}
}
