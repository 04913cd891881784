package myidc.tenancy;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import myidc.platform.db.Sql;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;

/** How a person arranged their screens: a free JSON document, kept as it comes and not part of the book. */
@Singleton
public final class Preferences {
    private static final int BYTES_MAX = 65_536;
    private final Sql sql;

    Preferences(Sql sql) {
        this.sql = sql;
    }

    /** The person's document; an empty one until they keep one. */
    public String of(PersonId person) {
        return sql.row(
                        "select preferences::text from person_preferences where person_id = ?",
                        row -> row.getString(1),
                        person.value())
                .orElse("{}");
    }

    /** Keeps a document in place of the former. */
    public void keep(PersonId person, String json) {
        if (json.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            throw Refused.because(CommonRefusal.INVALID_FIELD, "Preferences may have at most 64 KiB");
        }
        sql.change(
                "insert into person_preferences (person_id, preferences) values (?, ?::jsonb)"
                        + " on conflict (person_id) do update set preferences = excluded.preferences",
                person.value(),
                json);
    }
}
