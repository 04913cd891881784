package myidc.platform.asof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import myidc.platform.axon.Origins;
import myidc.platform.axon.StoreMapper;
import myidc.platform.axon.WhoAndWhy;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import org.jspecify.annotations.Nullable;

/** The facts of a thing's life as people read them: what changed in words, when, who did it, from where and why. */
@Singleton
public final class Stories {
    private static final String TOLD =
            "select global_index, aggregate_id, recorded_at, payload_type, payload::text as payload,"
                    + " meta_data::text as meta_data from domain_event ";

    private final Sql sql;
    private final EventWords words;
    private final Origins origins;
    private final ObjectMapper json = StoreMapper.facts();

    Stories(Sql sql, EventWords words, Origins origins) {
        this.sql = sql;
        this.words = words;
        this.origins = origins;
    }

    /** The facts of a thing, such as {@code rack-7}, recorded until the instant, or all when null; the first first. */
    public Page<Told> of(String aggregateId, @Nullable Instant asOf, Page.Ask ask) {
        return of(aggregateId, asOf, ask, false);
    }

    /** As {@link #of(String, Instant, Page.Ask)}; with {@code newestFirst} the last fact comes first. */
    public Page<Told> of(String aggregateId, @Nullable Instant asOf, Page.Ask ask, boolean newestFirst) {
        Instant until = asOf == null ? Instant.parse("9999-12-31T00:00:00Z") : asOf;
        long results = sql.count(
                "select count(*) from domain_event where aggregate_id = ? and recorded_at <= ?", aggregateId, until);
        UnaryOperator<@Nullable String> from = origins.reader();
        List<Told> told = sql.rows(
                TOLD + "where aggregate_id = ? and recorded_at <= ? order by sequence_number "
                        + (newestFirst ? "desc" : "asc") + " limit ? offset ?",
                row -> told(row, from),
                aggregateId,
                until,
                ask.size(),
                ask.offset());
        return Page.of(told, ask, results);
    }

    /** The facts at these places of the store, in order; at most as many as one page holds. */
    public List<Told> at(Collection<Long> indexes) {
        String places =
                indexes.stream().limit(Page.SIZE_MAX).map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        UnaryOperator<@Nullable String> from = origins.reader();
        return sql.rows(
                TOLD + "where global_index = any (?::bigint[]) order by global_index", row -> told(row, from), places);
    }

    private Told told(ResultSet row, UnaryOperator<@Nullable String> origins) throws SQLException {
        JsonNode payload = read(row.getString("payload"));
        JsonNode meta = read(row.getString("meta_data"));
        String event = row.getString("payload_type");
        return new Told(
                row.getLong("global_index"),
                row.getString("aggregate_id"),
                Sql.instant(row, "recorded_at"),
                event,
                words.tell(event, payload),
                meta.path(WhoAndWhy.WHO).asText(null),
                origins.apply(meta.path(WhoAndWhy.FROM).asText(null)),
                meta.path(WhoAndWhy.REQUEST).asText(null),
                meta.path(WhoAndWhy.CAUSE).asText(null),
                payload);
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The store holds a fact that is not JSON", e);
        }
    }

    /**
     * A fact, told.
     *
     * @param index its place in the store
     * @param event stored name, such as {@code inventory.RackInstalled}
     * @param words what changed, by language: {@code en} and {@code zh-CN}
     * @param who a person's key or {@code program:} and its name
     * @param from the address the request came from; null once its person is erased
     * @param cause the message that led to it, as name and identifier
     */
    public record Told(
            long index,
            String aggregateId,
            Instant at,
            String event,
            Map<String, String> words,
            @Nullable String who,
            @Nullable String from,
            @Nullable String requestId,
            @Nullable String cause,
            JsonNode payload) {}
}
