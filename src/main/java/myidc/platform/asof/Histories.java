package myidc.platform.asof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.GatheredHistory;
import myidc.platform.db.Sql;
import myidc.shared.Page;

/**
 * What a view's row showed, and when: closed-open intervals that never overlap for one thing. Written by the projection
 * that writes the row, in the same transaction. A row read as of an instant has the row's own class.
 */
@Singleton
public final class Histories {
    private final Sql sql;
    private final PastCounts counts;
    private final ObjectMapper json = StoreMapper.fields();

    Histories(Sql sql, PastCounts counts) {
        this.sql = sql;
        this.counts = counts;
    }

    /** From {@code at} on, the thing shows this row. */
    public void show(String kind, long id, Instant at, Object row) {
        String shown = write(row);
        Optional<GatheredHistory> gathered = GatheredHistory.current();
        if (gathered.isPresent()) {
            gathered.get().show(kind, id, at, shown);
        } else {
            sql.later("select show_in_history(?, ?, ?, ?::jsonb)", kind, id, at, shown);
        }
    }

    /** From {@code at} on, the thing is not shown any more. */
    public void end(String kind, long id, Instant at) {
        Optional<GatheredHistory> gathered = GatheredHistory.current();
        if (gathered.isPresent()) {
            gathered.get().end(kind, id, at);
        } else {
            sql.later("select end_in_history(?, ?, ?)", kind, id, at);
        }
    }

    /** What the thing shows last, as the projection that writes it must ask: also while it is being rebuilt. */
    public <R> Optional<R> latest(String kind, long id, Class<R> type) {
        Optional<GatheredHistory> gathered = GatheredHistory.current();
        Optional<String> shown = gathered.isPresent()
                ? gathered.get().latest(kind, id)
                : sql.row(
                        "select shown::text from view_history where kind = ? and id = ? and upper_inf(valid)",
                        row -> row.getString(1),
                        kind,
                        id);
        return shown.map(text -> read(text, type));
    }

    public <R> Optional<R> asOf(String kind, long id, Instant at, Class<R> type) {
        return sql.row(
                "select shown from view_history where kind = ? and id = ? and valid @> ?::timestamptz",
                row -> read(row.getString(1), type),
                kind,
                id,
                at);
    }

    /** Rows as of an instant of the things with these numbers, by id; those not shown then are left out. */
    public <R> List<R> asOf(String kind, List<Long> ids, Instant at, Class<R> type) {
        return sql.rows(
                "select shown from view_history where kind = ? and id = any(?::bigint[]) and valid @> ?::timestamptz"
                        + " order by id",
                row -> read(row.getString(1), type),
                kind,
                ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")),
                at);
    }

    /**
     * Rows as of an instant in which a number is this, by id, at most so many; for numbers of which there is an index. The
     * kind and the field are named by the program and never by a request.
     */
    public <R> List<R> asOf(Among among, Instant at, int most, Class<R> type) {
        return sql.rows(
                "select shown from view_history where kind = '" + among.kind() + "' and (shown ->> '" + among.field()
                        + "')::bigint = ? and valid @> ?::timestamptz order by id limit ?",
                row -> read(row.getString(1), type),
                among.number(),
                at,
                most);
    }

    /**
     * What a thing showed last for each value that a whole number in its row ever had, the highest number first.
     *
     * @param field named by the program and never by a request
     */
    public <R> Page<R> latestByEach(Thing thing, String field, Page.Ask ask, Class<R> type) {
        String of = "from view_history where kind = ? and id = ?";
        long results = sql.count("select count(distinct shown ->> '" + field + "') " + of, thing.kind(), thing.id());
        List<R> rows = sql.rows(
                "select distinct on ((shown ->> '" + field + "')::bigint) shown " + of + " order by (shown ->> '"
                        + field + "')::bigint desc, lower(valid) desc limit ? offset ?",
                row -> read(row.getString(1), type),
                thing.kind(),
                thing.id(),
                ask.size(),
                ask.offset());
        return Page.of(rows, ask, results);
    }

    /** What a thing showed last while a whole number in its row was this; the field is named by the program. */
    public <R> Optional<R> latestWith(Thing thing, String field, long value, Class<R> type) {
        return sql.row(
                "select shown from view_history where kind = ? and id = ? and (shown ->> '" + field
                        + "')::bigint = ? order by lower(valid) desc limit 1",
                row -> read(row.getString(1), type),
                thing.kind(),
                thing.id(),
                value);
    }

    /** Rows as of an instant whose fields equal all of {@code where}, by id. */
    public <R> Page<R> asOf(Listing listing, Class<R> type) {
        return search(listing, new Search("", List.of()), type);
    }

    /** Like {@link #asOf(Listing, Class)}, of those rows in which one of the fields contains the text, in any case. */
    public <R> Page<R> search(Listing listing, Search search, Class<R> type) {
        List<Object> values = new ArrayList<>(List.of(listing.kind(), listing.at()));
        String from = " from view_history where kind = ? and valid @> ?::timestamptz";
        if (!listing.where().isEmpty()) {
            from += " and shown @> ?::jsonb";
            values.add(write(listing.where()));
        }
        if (!search.fields().isEmpty()) {
            from += " and exists (select from unnest(?::text[]) as field"
                    + " where position(? in lower(shown ->> field)) > 0)";
            values.add("{" + String.join(",", search.fields()) + "}");
            values.add(search.text().toLowerCase(Locale.ROOT));
        }
        String count = "select count(*)" + from;
        List<Object> asked = List.copyOf(values);
        long results = counts.of(listing.at(), count + asked, () -> sql.count(count, asked.toArray()));
        values.add(listing.page().size());
        values.add(listing.page().offset());
        // The distance of a number from zero is the number, and by distances the index of the primary key is read in
        // order; by the number itself all rows of the instant would be fetched and sorted for each page.
        List<R> rows = sql.rows(
                "select shown" + from + " order by id <-> 0 limit ? offset ?",
                row -> read(row.getString(1), type),
                values.toArray());
        return Page.of(rows, listing.page(), results);
    }

    private String write(Object row) {
        try {
            return json.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row cannot be written as JSON", e);
        }
    }

    private <R> R read(String text, Class<R> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A history row is not a " + type.getSimpleName(), e);
        }
    }

    /** A thing by the kind of its history rows. */
    public record Thing(String kind, long id) {}

    /** Text looked for in fields, which are named by the program and never by a request. */
    public record Search(String text, List<String> fields) {}

    /** Things of one kind in whose rows a field has this number. */
    public record Among(String kind, String field, long number) {}

    /** A list as of an instant. */
    public record Listing(String kind, Instant at, Map<String, ?> where, Page.Ask page) {}
}
