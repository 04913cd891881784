package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.platform.asof.PastWords;
import myidc.platform.asof.PastWords.Shown;
import myidc.platform.db.Sql;
import myidc.platform.db.Wanted;
import myidc.shared.Hit;

/** Finds guests of all tenants by their labels. */
@Singleton
public final class GuestFinds {
    private static final Shown PAST = new Shown(
            "GUEST",
            InstanceProjection.HISTORY,
            "shown ->> 'label'",
            "concat_ws(' · ', shown ->> 'address', shown ->> 'plan')",
            "null",
            List.of("label"));

    private final Sql sql;
    private final PastWords past;

    GuestFinds(Sql sql, PastWords past) {
        this.sql = sql;
        this.past = past;
    }

    /** Guests there were at an instant, by the labels they had then. */
    public List<Hit> find(Wanted wanted, Instant at) {
        return past.find(PAST, wanted, at);
    }

    public List<Hit> find(Wanted wanted) {
        return sql.rows(
                "select id, label, concat_ws(' · ', address, plan) from instance_view where lower(label) like ?"
                        + " order by lower(label) <> ?, lower(label) not like ?, label, id limit ?",
                row -> Hit.of("GUEST", row.getLong(1), row.getString(2), row.getString(3)),
                wanted.pattern(),
                wanted.text(),
                wanted.beginning(),
                wanted.most());
    }
}
