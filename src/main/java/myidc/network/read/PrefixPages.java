package myidc.network.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import org.jspecify.annotations.Nullable;

/**
 * Prefixes as a tree, now or as of an instant. Who lies in whom follows from the blocks themselves by PostgreSQL's inet
 * operators, so the tree of any past instant is that of the blocks in use then.
 */
@Singleton
public final class PrefixPages {
    private static final String NOW =
            "select id, space, block, site_id, vrf_id, tenant_id, container, null::text as shown from prefix_view";
    private static final String THEN =
            "select id, (shown ->> 'space')::bigint as space, (shown ->> 'cidr')::cidr as block,"
                    + " (shown ->> 'siteId')::bigint as site_id, (shown ->> 'vrfId')::bigint as vrf_id,"
                    + " (shown ->> 'tenantId')::bigint as tenant_id, coalesce((shown ->> 'container')::boolean, false)"
                    + " as container, shown::text as shown from view_history where kind = 'prefix' and valid @> ?::timestamptz";

    /** Without its length, by which inet values are compared before their last bits. */
    private static final String END = "set_masklen(broadcast(block), case family(block) when 4 then 32 else 128 end)";

    /** Addresses of a block that blocks inside it take; those inside others are counted once. */
    private static final String TAKEN =
            "(select coalesce(sum(power(2::numeric, (case family(block) when 4 then 32 else 128 end) - masklen(block))),"
                    + " 0) from (select block, max(" + END + ") over (order by block rows between unbounded preceding"
                    + " and 1 preceding) as seen from known q where q.space = p.space and q.block << p.block) as within"
                    + " where seen is null or " + END + " > seen)";

    private final Sql sql;
    private final ObjectMapper json = StoreMapper.fields();

    PrefixPages(Sql sql) {
        this.sql = sql;
    }

    /** The prefixes asked for in the order of their blocks. */
    public Page<Placed> list(Which which, @Nullable Instant asOf, Page.Ask ask) {
        List<Object> values = new ArrayList<>();
        String known = asOf == null ? NOW : THEN;
        if (asOf != null) {
            values.add(asOf);
        }
        StringBuilder from = new StringBuilder(
                "with known as not materialized (" + known + "), wanted as (select * from known p where true");
        which.narrow(from, values);
        from.append(')');
        if (which.topmost()) {
            from.append(", top as (select *, max(" + END + ") over (partition by space order by block rows between"
                    + " unbounded preceding and 1 preceding) as seen from wanted), chosen as (select * from top"
                    + " where seen is null or " + END + " > seen)");
        } else {
            from.append(", chosen as (select * from wanted)");
        }
        long results = sql.count(from + " select count(*) from chosen", values.toArray());
        values.add(ask.size());
        values.add(ask.offset());
        List<Raw> rows = sql.rows(
                from + ", page as (select id, space, block, container, shown from chosen order by space, block, id"
                        + " limit ? offset ?) select p.id, p.shown, (select count(*) from known q"
                        + " where p.container and q.space = p.space and q.block << p.block), (select q.id from known q"
                        + " where q.space = p.space and q.block >> p.block order by masklen(q.block) desc limit 1),"
                        + " case when p.container then " + TAKEN + " end from page p order by p.space, p.block, p.id",
                row -> new Raw(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getObject(4, Long.class),
                        row.getBigDecimal(5) == null
                                ? null
                                : row.getBigDecimal(5).toBigInteger()),
                values.toArray());
        return Page.of(placed(rows), ask, results);
    }

    /** The blocks that lay inside a container at an instant, at any depth, in order. */
    public List<String> inside(PrefixView container, Instant at) {
        return sql.rows(
                "select block::text from (" + THEN
                        + ") as known where space = ? and block << ?::cidr order by known.block",
                row -> row.getString(1),
                at,
                container.space,
                container.cidr);
    }

    private List<Placed> placed(List<Raw> rows) {
        List<Long> live =
                rows.stream().filter(row -> row.shown() == null).map(Raw::id).toList();
        Map<Long, PrefixView> views = live.isEmpty()
                ? Map.of()
                : PrefixView.<PrefixView>find("id in ?1", live).stream()
                        .collect(Collectors.toMap(view -> view.id, Function.identity()));
        List<Placed> placed = new ArrayList<>();
        for (Raw row : rows) {
            String shown = row.shown();
            PrefixView prefix = shown == null ? views.get(row.id()) : read(shown);
            if (prefix != null) {
                placed.add(new Placed(prefix, row.parentId(), row.inside(), row.taken()));
            }
        }
        return placed;
    }

    private PrefixView read(String shown) {
        try {
            return json.readValue(shown, PrefixView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A history row is not a prefix", e);
        }
    }

    /**
     * A prefix in its place.
     *
     * @param inside how many prefixes lie in it, at any depth
     * @param taken how many of a container's addresses lie in prefixes; null of a network
     */
    public record Placed(
            PrefixView prefix,
            @Nullable Long parentId,
            long inside,
            @Nullable BigInteger taken) {}

    private record Raw(
            long id,
            @Nullable String shown,
            long inside,
            @Nullable Long parentId,
            @Nullable BigInteger taken) {}

    /**
     * Which prefixes; null is any.
     *
     * @param vrfId 0 for the global table
     * @param parent only those directly in this one
     * @param top only those in no other
     * @param containing only those that hold this block or address
     */
    public record Which(
            @Nullable Long id,
            @Nullable Long siteId,
            @Nullable Long vrfId,
            @Nullable Long tenantId,
            @Nullable Integer family,
            @Nullable Long parent,
            boolean top,
            @Nullable String containing) {
        public static Which one(long id) {
            return new Which(id, null, null, null, null, null, false, null);
        }

        boolean topmost() {
            return top || parent != null;
        }

        void narrow(StringBuilder from, List<Object> values) {
            equal(from, values, " and id = ?", id);
            equal(from, values, " and site_id = ?", siteId);
            equal(from, values, " and coalesce(vrf_id, 0) = ?", vrfId);
            equal(from, values, " and tenant_id = ?", tenantId);
            equal(from, values, " and family(block) = ?", family);
            equal(from, values, " and block >>= ?::inet", containing);
            Object[] within = {parent};
            if (parent != null) {
                from.append(
                        " and exists (select from known q where q.id = ? and q.space = p.space and p.block << q.block)");
                values.addAll(Arrays.asList(within));
            }
        }

        private static void equal(StringBuilder from, List<Object> values, String condition, @Nullable Object value) {
            if (value != null) {
                from.append(condition);
                values.add(value);
            }
        }
    }
}
