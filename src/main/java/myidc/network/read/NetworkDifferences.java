package myidc.network.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import org.jspecify.annotations.Nullable;

/** What is different between two instants. */
@Singleton
public final class NetworkDifferences {
    private static final String ROWS = "select id, shown from view_history where kind = ? and valid @> ?::timestamptz";
    private static final String HELD =
            "select prefix_id, address, address_order, holder, role from address_view where assigned_at <= ?::timestamptz"
                    + " and (released_at is null or released_at > ?::timestamptz) and (?::bigint is null or prefix_id = ?)";

    private final Sql sql;

    NetworkDifferences(Sql sql) {
        this.sql = sql;
    }

    /** Things of a kind that came, went or show something else, by id, each as the JSON of both rows. */
    public Page<Difference> ofKind(String kind, Instant from, Instant to, Page.Ask ask) {
        String both = " from (" + ROWS + ") b full join (" + ROWS + ") n using (id)"
                + " where b.shown - 'version' is distinct from n.shown - 'version'";
        Object[] values = {kind, from, kind, to};
        List<Object> paged = new ArrayList<>(List.of(values));
        paged.add(ask.size());
        paged.add(ask.offset());
        return Page.of(
                sql.rows(
                        "select id, b.shown::text, n.shown::text" + both + " order by id limit ? offset ?",
                        row -> Difference.of(row.getString(1), row.getString(2), row.getString(3)),
                        paged.toArray()),
                ask,
                sql.count("select count(*)" + both, values));
    }

    /** Addresses that got, lost or changed their holder, of one prefix or of all. */
    public Page<Difference> ofAddresses(@Nullable Long prefix, Instant from, Instant to, Page.Ask ask) {
        String both = " from (" + HELD + ") b full join (" + HELD
                + ") n using (prefix_id, address, address_order) where (b.holder, b.role) is distinct from (n.holder, n.role)";
        List<Object> values = new ArrayList<>();
        for (Instant at : List.of(from, to)) {
            values.add(at);
            values.add(at);
            values.add(prefix);
            values.add(prefix);
        }
        List<Object> paged = new ArrayList<>(values);
        paged.add(ask.size());
        paged.add(ask.offset());
        return Page.of(
                sql.rows(
                        "select address, b.holder, n.holder" + both
                                + " order by prefix_id, address_order limit ? offset ?",
                        row -> Difference.of(row.getString(1), row.getString(2), row.getString(3)),
                        paged.toArray()),
                ask,
                sql.count("select count(*)" + both, values.toArray()));
    }

    /**
     * What is different of a thing.
     *
     * @param change ADDED, REMOVED or CHANGED
     * @param before what it showed at the first instant; null when it was not there
     * @param after what it shows at the second
     */
    public record Difference(
            String key,
            String change,
            @Nullable String before,
            @Nullable String after) {
        static Difference of(String key, @Nullable String before, @Nullable String after) {
            return new Difference(key, before == null ? "ADDED" : after == null ? "REMOVED" : "CHANGED", before, after);
        }
    }
}
