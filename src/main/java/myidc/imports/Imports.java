package myidc.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** Batches and their rows: what waits, what was found, what was made. Not of the book; the facts of its rows are. */
@Singleton
public final class Imports {
    private static final TypeReference<LinkedHashMap<String, String>> CELLS = new TypeReference<>() {};

    private final Sql sql;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    Imports(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public Optional<Batch> find(long id) {
        return sql.row(Batch.SELECT + " where b.id = ?", Imports::batch, id);
    }

    /** A batch now, or as it stood at an instant; none before it was uploaded. */
    public Optional<Batch> find(long id, @Nullable Instant asOf) {
        return asOf == null ? find(id) : sql.row(Batch.STOOD + " and b.id = ?", Imports::batch, asOf, asOf, id);
    }

    /** Batches now, or those uploaded by an instant as they stood then, the last first. */
    public Page<Batch> list(@Nullable Instant asOf, Page.Ask ask) {
        long results = asOf == null
                ? sql.count("select count(*) from import_batch")
                : sql.count("select count(*) from import_batch where uploaded_at <= ?", asOf);
        String order = " order by b.id desc limit ? offset ?";
        List<Batch> batches = asOf == null
                ? sql.rows(Batch.SELECT + order, Imports::batch, ask.size(), ask.offset())
                : sql.rows(Batch.STOOD + order, Imports::batch, asOf, asOf, ask.size(), ask.offset());
        return Page.of(batches, ask, results);
    }

    /** Rows of a batch, or those in one state. */
    public Page<BatchRow> rows(long batch, @Nullable String state, Page.Ask ask) {
        String from = " from import_row where batch_id = ? and (?::text is null or state = ?)";
        long results = sql.count("select count(*)" + from, batch, state, state);
        return Page.of(
                sql.rows(
                        "select line, cells::text, state, field, code, message, thing" + from
                                + " order by line limit ? offset ?",
                        this::row,
                        batch,
                        state,
                        state,
                        ask.size(),
                        ask.offset()),
                ask,
                results);
    }

    void open(long id, ImportFormat format, String name, @Nullable Long siteId, String who) {
        sql.change(
                "insert into import_batch (id, format, name, site_id, state, who, uploaded_at) values (?, ?, ?, ?,"
                        + " 'UPLOADED', ?, ?)",
                id,
                format.name(),
                name,
                siteId,
                who,
                clock.instant());
        course(id);
    }

    /** Adds rows in one statement. */
    void add(long batch, List<ImportReader.Row> rows) {
        StringBuilder all = new StringBuilder("[");
        for (ImportReader.Row row : rows) {
            if (all.length() > 1) {
                all.append(',');
            }
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("line", row.line());
            one.put("cells", row.cells());
            one.put("fault", row.fault());
            all.append(write(one));
        }
        sql.change(
                "insert into import_row (batch_id, line, cells, state, message) select ?, (r ->> 'line')::int,"
                        + " (r -> 'cells')::json, case when r ->> 'fault' is null then 'WAITING' else 'UNREADABLE' end,"
                        + " r ->> 'fault' from json_array_elements(?::json) as r on conflict (batch_id, line) do nothing",
                batch,
                all.append(']').toString());
    }

    /** Moves a batch on when it is in one of these states; false when it is not, so that only one does. */
    boolean advance(long batch, String to, String... from) {
        boolean moved = sql.change(
                        "update import_batch set state = ?, done = 0, failure = null, changed_at = ? where id = ?"
                                + " and state = any (?)",
                        to,
                        clock.instant(),
                        batch,
                        from)
                == 1;
        if (moved) {
            course(batch);
        }
        return moved;
    }

    void progress(long batch, long done) {
        sql.change("update import_batch set done = ? where id = ?", done, batch);
    }

    void fail(long batch, String failure) {
        tally(batch);
        sql.change(
                "update import_batch set state = 'FAILED', failure = ?, changed_at = ? where id = ?",
                failure,
                clock.instant(),
                batch);
        course(batch);
    }

    /** Work that the end of a process cut off may be started again; rows that are done stay done. */
    void noteInterrupted() {
        List<Long> cut = sql.rows(
                "select id from import_batch where state in ('CHECKING', 'APPLYING', 'UNDOING')",
                row -> row.getLong(1));
        for (long batch : cut) {
            tally(batch);
            sql.change(
                    "update import_batch set state = 'INTERRUPTED', changed_at = ? where id = ?",
                    clock.instant(),
                    batch);
            course(batch);
        }
    }

    void resetChecks(long batch) {
        sql.change(
                "update import_row set state = 'WAITING', field = null, code = null, message = null"
                        + " where batch_id = ? and state in ('GOOD', 'SAME', 'REFUSED', 'DOUBLE')",
                batch);
    }

    /** The next rows in these states after a line, in order; before it, backwards, when undoing. */
    List<BatchRow> next(long batch, long line, int most, boolean backwards, String... states) {
        return sql.rows(
                "select line, cells::text, state, field, code, message, thing from import_row where batch_id = ?"
                        + (backwards ? " and line < ?" : " and line > ?") + " and state = any (?) order by line "
                        + (backwards ? "desc" : "asc") + " limit ?",
                this::row,
                batch,
                line,
                states,
                most);
    }

    /** The cells that rows changed, by line, of the lines from the first to the last. */
    Map<Integer, Map<String, String>> before(long batch, int first, int last) {
        Map<Integer, Map<String, String>> before = new HashMap<>();
        sql.rows(
                        "select line, before::text from import_row where batch_id = ? and line between ? and ?"
                                + " and before is not null",
                        row -> Map.entry(row.getInt(1), cells(row.getString(2))),
                        batch,
                        first,
                        last)
                .forEach(entry -> before.put(entry.getKey(), entry.getValue()));
        return before;
    }

    /** Notes what rows came to, in one statement. */
    void note(long batch, List<Note> notes) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Note note : notes) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("line", note.line());
            row.put("state", note.state());
            row.put("message", note.message());
            RowWork.Made made = note.made();
            if (made != null) {
                row.put("thing", made.thing());
                row.put("before", made.before().isEmpty() ? null : made.before());
            }
            rows.add(row);
        }
        sql.change(
                "update import_row r set state = n.state, field = null, code = null, message = n.message,"
                        + " thing = coalesce(n.thing, r.thing),"
                        + " before = case when n.thing is null then r.before else n.before end"
                        + " from json_to_recordset(?::json)"
                        + " as n (line int, state text, message text, thing text, before json)"
                        + " where r.batch_id = ? and r.line = n.line",
                write(rows),
                batch);
    }

    void refused(long batch, int line, String state, Refused refused) {
        sql.change(
                "update import_row set state = ?, field = ?, code = ?, message = ? where batch_id = ? and line = ?",
                state,
                refused.field(),
                refused.refusal().code(),
                refused.detail(),
                batch,
                line);
    }

    /** Rows to be applied that repeat an earlier row of the file, and its routing table, where nothing may be there twice. */
    List<Twin> doubles(long batch, String column) {
        return sql.rows(
                "select line, first from (select line, state, min(line) over (partition by lower(cells ->> ?), lower(cells ->> 'vrf'))"
                        + " as first"
                        + " from import_row where batch_id = ? and coalesce(cells ->> ?, '') <> '') as seen"
                        + " where first < line and state = 'GOOD' order by line",
                row -> new Twin(row.getInt(1), row.getInt(2)),
                column,
                batch,
                column);
    }

    void markDoubles(long batch, String column, List<Twin> doubles) {
        List<Map<String, Object>> rows = doubles.stream()
                .map(each -> Map.<String, Object>of("line", each.line(), "first", each.first()))
                .toList();
        sql.change(
                "update import_row r set state = 'DOUBLE', field = ?, message = ? || ' is in line ' || d.first || ' already'"
                        + " from json_to_recordset(?::json) as d (line int, first int)"
                        + " where r.batch_id = ? and r.line = d.line",
                column,
                column,
                write(rows),
                batch);
    }

    /** Counts the rows of a batch by what became of them. */
    void tally(long batch) {
        sql.change(
                "update import_batch set (row_count, good, same, bad, applied) = (select count(*),"
                        + " count(*) filter (where state = 'GOOD'), count(*) filter (where state = 'SAME'),"
                        + " count(*) filter (where state in ('REFUSED', 'UNREADABLE', 'DOUBLE')),"
                        + " count(*) filter (where state = 'APPLIED') from import_row where batch_id = ?) where id = ?",
                batch,
                batch);
        course(batch);
    }

    /** Keeps how a batch stands from now on. */
    private void course(long batch) {
        sql.change(
                "insert into import_course (batch_id, since, state, done, row_count, good, same, bad, applied, failure)"
                        + " select id, ?, state, done, row_count, good, same, bad, applied, failure from import_batch"
                        + " where id = ? on conflict (batch_id, since) do update set state = excluded.state,"
                        + " done = excluded.done, row_count = excluded.row_count, good = excluded.good,"
                        + " same = excluded.same, bad = excluded.bad, applied = excluded.applied, failure = excluded.failure",
                clock.instant(),
                batch);
    }

    private BatchRow row(ResultSet row) throws SQLException {
        return new BatchRow(
                row.getInt(1),
                cells(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7));
    }

    private static Batch batch(ResultSet row) throws SQLException {
        return new Batch(
                row.getLong("id"),
                ImportFormat.valueOf(row.getString("format")),
                row.getString("name"),
                row.getObject("site_id", Long.class),
                row.getString("state"),
                row.getLong("done"),
                row.getLong("row_count"),
                row.getLong("good"),
                row.getLong("same"),
                row.getLong("bad"),
                row.getLong("applied"),
                row.getString("failure"),
                row.getString("who"),
                Sql.instant(row, "uploaded_at"));
    }

    private Map<String, String> cells(String text) {
        try {
            return json.readValue(text, CELLS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A waiting row is no JSON", e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row cannot be written", e);
        }
    }

    /**
     * A batch.
     *
     * @param state UPLOADED, CHECKING, CHECKED, APPLYING, APPLIED, UNDOING, UNDONE, INTERRUPTED or FAILED
     * @param done rows that the step under way has dealt with
     * @param good rows that would change something
     * @param same rows that say what is known already
     * @param bad rows that cannot be applied
     */
    public record Batch(
            long id,
            ImportFormat format,
            String name,
            @Nullable Long siteId,
            String state,
            long done,
            long rows,
            long good,
            long same,
            long bad,
            long applied,
            @Nullable String failure,
            String who,
            Instant uploadedAt) {
        static final String SELECT = "select b.* from import_batch b";
        static final String STOOD = "select b.id, b.format, b.name, b.site_id, b.who, b.uploaded_at, c.state, c.done,"
                + " c.row_count, c.good, c.same, c.bad, c.applied, c.failure from import_batch b cross join lateral"
                + " (select * from import_course c where c.batch_id = b.id and c.since <= ? order by c.since desc limit 1) c"
                + " where b.uploaded_at <= ?";
    }

    /**
     * What a row came to.
     *
     * @param made what it made; null when it made nothing, or what it made stays noted
     */
    record Note(
            int line,
            String state,
            RowWork.@Nullable Made made,
            @Nullable String message) {}

    /** A row that says what an earlier one said already. */
    record Twin(int line, int first) {}

    /**
     * A row of a batch.
     *
     * @param state WAITING, UNREADABLE, GOOD, SAME, REFUSED, DOUBLE, APPLIED or UNDONE
     * @param field the column that is wrong
     * @param thing what it made, such as {@code device-7}
     */
    public record BatchRow(
            int line,
            Map<String, String> cells,
            String state,
            @Nullable String field,
            @Nullable String code,
            @Nullable String message,
            @Nullable String thing) {}
}
