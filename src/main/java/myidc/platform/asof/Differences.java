package myidc.platform.asof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import org.jspecify.annotations.Nullable;

/** What views of one kind showed otherwise at one instant than at another, thing by thing and field by field. */
@Singleton
public final class Differences {
    private static final String BOTH = " from (select id, shown - 'version' as shown from view_history where kind = ?"
            + " and valid @> ?::timestamptz) a full join (select id, shown - 'version' as shown from view_history"
            + " where kind = ? and valid @> ?::timestamptz) b using (id) where a.shown is distinct from b.shown";

    private final Sql sql;
    private final ObjectMapper json = StoreMapper.fields();

    Differences(Sql sql) {
        this.sql = sql;
    }

    /** Things that were added, removed or changed from one instant to the other, by their numbers. */
    public Page<Difference> between(String kind, Instant from, Instant to, Page.Ask ask) {
        long results = sql.count("select count(*)" + BOTH, kind, from, kind, to);
        List<Difference> data = sql.rows(
                "select id, a.shown::text, b.shown::text" + BOTH + " order by id limit ? offset ?",
                row -> difference(row.getLong(1), row.getString(2), row.getString(3)),
                kind,
                from,
                kind,
                to,
                ask.size(),
                ask.offset());
        return Page.of(data, ask, results);
    }

    private Difference difference(long id, @Nullable String before, @Nullable String after) {
        JsonNode from = read(before);
        JsonNode to = read(after);
        Change change = before == null ? Change.ADDED : after == null ? Change.REMOVED : Change.CHANGED;
        TreeSet<String> names = new TreeSet<>();
        from.fieldNames().forEachRemaining(names::add);
        to.fieldNames().forEachRemaining(names::add);
        List<Field> fields = new ArrayList<>();
        for (String name : names) {
            if (!from.path(name).equals(to.path(name))) {
                fields.add(new Field(name, value(from, name), value(to, name)));
            }
        }
        String called = (after == null ? from : to).path("name").asText("");
        return new Difference(id, called, change, fields);
    }

    private static @Nullable JsonNode value(JsonNode row, String name) {
        JsonNode value = row.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private JsonNode read(@Nullable String text) {
        try {
            return text == null ? json.createObjectNode() : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A history row is no JSON", e);
        }
    }

    /** How a thing differs. */
    public enum Change {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** A thing that differs; its name is empty when it has none. */
    public record Difference(long id, String name, Change change, List<Field> fields) {}

    /** A field that differs; null where it was not there. */
    public record Field(
            String name, @Nullable JsonNode from, @Nullable JsonNode to) {}
}
