package myidc.network.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.platform.db.Sql;
import org.jspecify.annotations.Nullable;

/** Reads which names addresses answer with. */
@Singleton
public final class AddressNames {
    private final Sql sql;

    AddressNames(Sql sql) {
        this.sql = sql;
    }

    /** The name under an assignment now; null when it has none of its own, or there is no assignment. */
    public @Nullable String of(@Nullable Long assignment) {
        return assignment == null
                ? null
                : sql
                        .rows(
                                "select name from address_name_view where assignment_id = ? and until is null"
                                        + " and name is not null",
                                row -> row.getString(1),
                                assignment)
                        .stream()
                        .findFirst()
                        .orElse(null);
    }

    /** The names under many assignments, by assignment, now or as of an instant. */
    public Map<Long, String> of(Collection<Long> assignments, @Nullable Instant asOf) {
        String ids = assignments.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        Map<Long, String> names = new HashMap<>();
        sql.rows(
                "select assignment_id, name from address_name_view where assignment_id = any (?::bigint[])"
                        + " and name is not null and coalesce(?::timestamptz >= since, true)"
                        + " and case when ?::timestamptz is null then until is null else coalesce(until > ?, true) end",
                row -> names.put(row.getLong(1), row.getString(2)),
                ids,
                asOf,
                asOf,
                asOf);
        return names;
    }
}
