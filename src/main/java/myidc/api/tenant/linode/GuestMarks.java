package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.TenantId;

/**
 * Tells by one statement whether anything that answers about guests are made of was written since: rows by PostgreSQL's
 * xmin, the transaction that wrote them. Two marks are equal only where the same rows, untouched, make the answer.
 */
@Singleton
final class GuestMarks {
    private static final String REST = """
            select (select string_agg(id || ' ' || mark, ',' order by id) from guest),
                   (select string_agg(a.id || ' ' || a.xmin || ' ' || p.family || p.role, ',' order by a.id)
                      from guest
                      join address_view a on a.holder = 'instance-' || guest.id and a.released_at is null
                      join prefix_view p on p.id = a.prefix_id),
                   (select string_agg(g.id || ' ' || g.xmin, ',' order by g.id)
                      from placement_group_view g where g.tenant_id = ?),
                   (select string_agg(h.part || ' ' || h.xmin, ',' order by h.part)
                      from guest join gpu_hold_view h on h.instance_id = guest.id)
            """;

    private static final String ONE =
            "with guest as materialized (select id, xmin::text as mark from instance_view where id = ? and tenant_id = ?)"
                    + REST;

    /** How many guests there are is told by the page where it is the last one. */
    private static final String PAGE =
            "with guest as materialized (select id, xmin::text as mark from instance_view where tenant_id = ? order by id"
                    + " limit ? offset ?)"
                    + REST
                    + ", case when (select count(*) from guest) > ? then"
                    + " (select count(*) from instance_view where tenant_id = ?)::text end";

    private final Sql sql;

    GuestMarks(Sql sql) {
        this.sql = sql;
    }

    /** The mark of a tenant's guest; empty when it has no such guest. */
    Optional<Mark> of(TenantId tenant, long guest) {
        return mark(ONE, guest, tenant.value(), tenant.value());
    }

    /** The mark of a page of a tenant's guests by their numbers; empty when there are none on it. */
    Optional<Mark> of(TenantId tenant, Page.Ask ask) {
        return mark(PAGE, tenant.value(), ask.size() + 1, ask.offset(), tenant.value(), ask.size(), tenant.value());
    }

    private Optional<Mark> mark(String statement, Object... values) {
        return sql.row(
                        statement,
                        row -> {
                            int columns = row.getMetaData().getColumnCount();
                            List<String> parts = new ArrayList<>(columns);
                            for (int column = 1; column <= columns; column++) {
                                parts.add(Objects.requireNonNullElse(row.getString(column), ""));
                            }
                            return new Mark(parts);
                        },
                        values)
                .filter(mark -> !mark.parts().getFirst().isEmpty());
    }

    /** What was read, to be compared alone: guests, addresses, groups, GPUs, and how many guests there are beyond a page. */
    record Mark(List<String> parts) {}
}
