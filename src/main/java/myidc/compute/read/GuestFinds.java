package myidc.compute.read;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.platform.db.Sql;
import myidc.platform.db.Wanted;
import myidc.shared.Hit;

/** Finds guests of all tenants by their labels. */
@Singleton
public final class GuestFinds {
    private final Sql sql;

    GuestFinds(Sql sql) {
        this.sql = sql;
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
