package myidc.network.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import myidc.platform.asof.Stories;
import myidc.platform.asof.Stories.Told;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The whole story of an address: everybody who had it, from when to when, under which names, by which facts. */
@Singleton
public final class AddressStories {
    private static final int AT_ONCE_MAX = 50;
    private static final int FACTS_MAX = 20;

    /** One query: rows of an address, the prefix each was in, its names, and the places of its facts in the store. */
    private static final String CHAPTERS =
            "select a.*, p.cidr as prefix, p.vrf_id, n.names, e.facts from address_view a"
                    + " left join lateral (select shown ->> 'cidr' as cidr, (shown ->> 'vrfId')::bigint as vrf_id"
                    + " from view_history where kind = 'prefix' and id = a.prefix_id order by valid desc limit 1) p on true"
                    + " left join lateral (select json_agg(json_build_object('name', name, 'since', since, 'until', until)"
                    + " order by version)::text as names from address_name_view where assignment_id = a.id"
                    + " and name is not null) n on true"
                    + " left join lateral (select string_agg(global_index::text, ',' order by sequence_number) as facts"
                    + " from (select global_index, sequence_number from domain_event where aggregate_id ="
                    + " 'assignment-' || a.id order by sequence_number limit " + FACTS_MAX + ") f) e on true"
                    + " where a.address = ? and (?::bigint is null or a.tenant_id = ?)";

    private final Sql sql;
    private final Stories stories;
    private final ObjectMapper json = StoreMapper.facts();

    AddressStories(Sql sql, Stories stories) {
        this.sql = sql;
        this.stories = stories;
    }

    /** Everybody who had the address, or of them a tenant's own, the latest first; at most 50 a page. */
    public Page<Chapter> of(String address, @Nullable TenantId tenant, Page.Ask ask) {
        Page.Ask few = new Page.Ask(ask.page(), Math.min(ask.size(), AT_ONCE_MAX));
        Long own = tenant == null ? null : tenant.value();
        long results = sql.count(
                "select count(*) from address_view where address = ? and (?::bigint is null or tenant_id = ?)",
                address,
                own,
                own);
        List<Raw> rows = sql.rows(
                CHAPTERS + " order by a.assigned_at desc, a.id desc limit ? offset ?",
                this::raw,
                address,
                own,
                own,
                few.size(),
                few.offset());
        return Page.of(told(rows), few, results);
    }

    /** Who had the address at an instant: its time began at or before, and ended after. */
    public List<Chapter> at(String address, @Nullable TenantId tenant, Instant at) {
        Long own = tenant == null ? null : tenant.value();
        return told(sql.rows(
                CHAPTERS + " and a.assigned_at <= ? and (a.released_at is null or a.released_at > ?)"
                        + " order by a.assigned_at desc, a.id desc limit ?",
                this::raw,
                address,
                own,
                own,
                at,
                at,
                AT_ONCE_MAX));
    }

    private List<Chapter> told(List<Raw> rows) {
        List<Long> places = rows.stream().flatMap(row -> row.facts().stream()).toList();
        Map<Long, Told> facts = new java.util.HashMap<>();
        for (int i = 0; i < places.size(); i += Page.SIZE_MAX) {
            facts.putAll(stories.at(places.subList(i, Math.min(i + Page.SIZE_MAX, places.size()))).stream()
                    .collect(Collectors.toMap(Told::index, Function.identity())));
        }
        List<Chapter> chapters = new ArrayList<>();
        for (Raw row : rows) {
            List<Told> own = new ArrayList<>();
            for (Long place : row.facts()) {
                Told fact = facts.get(place);
                if (fact != null) {
                    own.add(fact);
                }
            }
            chapters.add(row.chapter().with(own));
        }
        return chapters;
    }

    private Raw raw(ResultSet row) throws SQLException {
        String facts = row.getString("facts");
        Chapter chapter = new Chapter(
                row.getLong("id"),
                row.getLong("prefix_id"),
                row.getString("prefix"),
                row.getObject("vrf_id", Long.class),
                row.getString("holder"),
                row.getObject("tenant_id", Long.class),
                row.getString("role"),
                row.getString("note"),
                Sql.instant(row, "assigned_at"),
                Sql.instantOrNull(row, "released_at"),
                rest(row),
                names(row.getString("names")),
                List.of());
        return new Raw(
                chapter,
                facts == null
                        ? List.of()
                        : Arrays.stream(facts.split(",", -1)).map(Long::valueOf).toList());
    }

    private static @Nullable Instant rest(ResultSet row) throws SQLException {
        Instant lifted = Sql.instantOrNull(row, "quarantine_lifted_at");
        return lifted == null ? Sql.instantOrNull(row, "quarantined_until") : lifted;
    }

    private List<Named> names(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        try {
            return json.readValue(text, new TypeReference<List<Named>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Names of an address cannot be read", e);
        }
    }

    /**
     * Somebody's time with an address.
     *
     * @param prefix the block it was given out of
     * @param to null while it is held
     * @param quarantinedUntil until when it rested afterwards
     */
    public record Chapter(
            long assignmentId,
            long prefixId,
            @Nullable String prefix,
            @Nullable Long vrfId,
            String holder,
            @Nullable Long tenantId,
            String role,
            @Nullable String note,
            Instant from,
            @Nullable Instant to,
            @Nullable Instant quarantinedUntil,
            List<Named> names,
            List<Told> events) {
        Chapter with(List<Told> told) {
            return new Chapter(
                    assignmentId,
                    prefixId,
                    prefix,
                    vrfId,
                    holder,
                    tenantId,
                    role,
                    note,
                    from,
                    to,
                    quarantinedUntil,
                    names,
                    told);
        }
    }

    /** A name the address answered with. */
    public record Named(
            String name, Instant since, @Nullable Instant until) {}

    private record Raw(Chapter chapter, List<Long> facts) {}
}
