package myidc.platform.asof;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import myidc.platform.db.Sql;
import myidc.platform.db.Wanted;
import myidc.shared.Hit;

/** Finds things by words that their rows showed at an instant. */
@Singleton
public final class PastWords {
    private final Sql sql;

    PastWords(Sql sql) {
        this.sql = sql;
    }

    /** At most as many as are wanted; what was called just so comes first, then what began so. */
    public List<Hit> find(Shown kind, Wanted wanted, Instant at) {
        String words = kind.words().stream()
                .map(word -> "lower(shown ->> '" + word + "')")
                .collect(Collectors.joining(", "));
        return sql.rows(
                "select id, name, detail, within, u from (select id, " + kind.name() + " as name, " + kind.detail()
                        + " as detail, (" + kind.within()
                        + ")::bigint as within, (shown ->> 'positionU')::numeric as u,"
                        + " array[" + words + "] as words from view_history"
                        + " where kind = ? and valid @> ?::timestamptz) as shown_then"
                        + " where exists (select from unnest(words) as word where word like ?)"
                        + " order by not ? = any (array_remove(words, null)), lower(name) not like ?, name, id limit ?",
                row -> new Hit(
                        kind.kind(),
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("detail"),
                        row.getObject("within", Long.class),
                        row.getObject("u", BigDecimal.class)),
                kind.history(),
                at,
                wanted.pattern(),
                wanted.text(),
                wanted.beginning(),
                wanted.most());
    }

    /**
     * How rows of one kind are read; expressions of SQL over {@code shown}, written by the program alone.
     *
     * @param kind what a hit is called
     * @param history the kind of its history
     * @param words fields of text that are looked in
     */
    public record Shown(String kind, String history, String name, String detail, String within, List<String> words) {}
}
