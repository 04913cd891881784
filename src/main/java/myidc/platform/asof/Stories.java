package myidc.platform.asof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Fields of tenants' facts that speak of the machine room, or of another tenant. */
    private static final Set<String> HOUSE_FIELDS = Set.of(
            "hostId",
            "poolId",
            "candidates",
            "weighed",
            "theirInstanceId",
            "fromTenantId",
            "toTenantId",
            "recipientTenantId");

    private final Sql sql;
    private final EventWords words;
    private final Origins origins;
    private final WhoNames names;
    private final ObjectMapper json = StoreMapper.facts();

    Stories(Sql sql, EventWords words, Origins origins, WhoNames names) {
        this.sql = sql;
        this.words = words;
        this.origins = origins;
        this.names = names;
    }

    /** The facts of a thing, such as {@code rack-7}, recorded until the instant, or all when null; the first first. */
    public Page<Told> of(String aggregateId, @Nullable Instant asOf, Page.Ask ask) {
        return of(aggregateId, asOf, ask, false);
    }

    /** As {@link #of(String, Instant, Page.Ask)}; with {@code newestFirst} the last fact comes first. */
    public Page<Told> of(String aggregateId, @Nullable Instant asOf, Page.Ask ask, boolean newestFirst) {
        return of(aggregateId, List.of(Part.WHOLE), asOf, ask, newestFirst);
    }

    /** As {@link #of(String, Instant, Page.Ask, boolean)}, of these parts of its life alone. */
    public Page<Told> of(
            String aggregateId, List<Part> parts, @Nullable Instant asOf, Page.Ask ask, boolean newestFirst) {
        Instant until = asOf == null ? Instant.parse("9999-12-31T00:00:00Z") : asOf;
        Long[] firsts = parts.stream().map(Part::first).toArray(Long[]::new);
        Long[] lasts = parts.stream().map(Part::last).toArray(Long[]::new);
        String where = " where aggregate_id = ? and recorded_at <= ? and exists (select from"
                + " unnest(?::bigint[], ?::bigint[]) as part (first, last)"
                + " where sequence_number between part.first and part.last)";
        long results = sql.count("select count(*) from domain_event" + where, aggregateId, until, firsts, lasts);
        Reader reader = new Reader();
        List<Told> told = sql.rows(
                TOLD + where + " order by sequence_number " + (newestFirst ? "desc" : "asc") + " limit ? offset ?",
                reader::told,
                aggregateId,
                until,
                firsts,
                lasts,
                ask.size(),
                ask.offset());
        return Page.of(told, ask, results);
    }

    /** The parts of a thing's life in which it was a tenant's: facts that it changed hands by belong to both sides. */
    public List<Part> ownedBy(long tenant, String aggregateId) {
        List<Part> parts = new ArrayList<>();
        sql.rows(
                        "select sequence_number, payload ->> 'tenantId', payload ->> 'fromTenantId',"
                                + " payload ->> 'toTenantId' from domain_event where aggregate_id = ?"
                                + " and (sequence_number = 0 or payload_type like '%ChangedHands') order by sequence_number",
                        row -> new Hands(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)),
                        aggregateId)
                .forEach(hands -> hands.cut(String.valueOf(tenant), parts));
        return parts;
    }

    /** A fact by which a thing became somebody's. */
    private record Hands(
            long sequence,
            @Nullable String first,
            @Nullable String from,
            @Nullable String to) {
        void cut(String tenant, List<Part> parts) {
            if (tenant.equals(from) && !parts.isEmpty()) {
                parts.add(new Part(parts.removeLast().first(), sequence));
            }
            if (tenant.equals(to) || (sequence == 0 && tenant.equals(first))) {
                parts.add(new Part(sequence, Long.MAX_VALUE));
            }
        }
    }

    /** Facts of a thing's life from one to another, by their places in it. */
    public record Part(long first, long last) {
        static final Part WHOLE = new Part(0, Long.MAX_VALUE);
    }

    /** The facts at these places of the store, in order; at most as many as one page holds. */
    public List<Told> at(Collection<Long> indexes) {
        String places =
                indexes.stream().limit(Page.SIZE_MAX).map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        return sql.rows(
                TOLD + "where global_index = any (?::bigint[]) order by global_index", new Reader()::told, places);
    }

    /** The same fact as tenants may read it: which host and pool of the house serve them is not theirs to know. */
    public Told forTenant(Told told) {
        JsonNode payload = told.payload();
        if (payload.isObject()) {
            payload = payload.<ObjectNode>deepCopy().remove(HOUSE_FIELDS);
        }
        return told.with(words.tellTenant(told.event(), payload), payload);
    }

    /** Reads many facts; a sender and a name that repeat are looked up once. */
    private final class Reader {
        private final UnaryOperator<@Nullable String> from = origins.reader();
        private final Map<String, Optional<String>> known = new HashMap<>();

        Told told(ResultSet row) throws SQLException {
            JsonNode payload = read(row.getString("payload"));
            JsonNode meta = read(row.getString("meta_data"));
            String event = row.getString("payload_type");
            String who = meta.path(WhoAndWhy.WHO).asText(null);
            return new Told(
                    row.getLong("global_index"),
                    row.getString("aggregate_id"),
                    Sql.instant(row, "recorded_at"),
                    event,
                    words.tell(event, payload),
                    who,
                    who == null ? null : name(who),
                    from.apply(meta.path(WhoAndWhy.FROM).asText(null)),
                    meta.path(WhoAndWhy.REQUEST).asText(null),
                    meta.path(WhoAndWhy.CAUSE).asText(null),
                    payload);
        }

        private @Nullable String name(String who) {
            return known.computeIfAbsent(who, key -> Optional.ofNullable(names.of(key)))
                    .orElse(null);
        }
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
     * @param whoName the name of that person; null for a program and once the person is erased
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
            @Nullable String whoName,
            @Nullable String from,
            @Nullable String requestId,
            @Nullable String cause,
            JsonNode payload) {
        private Told with(Map<String, String> told, JsonNode shown) {
            return new Told(index, aggregateId, at, event, told, who, whoName, from, requestId, cause, shown);
        }
    }
}
