package myidc.network.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import myidc.platform.db.Sql;
import myidc.shared.id.PrefixId;
import org.jspecify.annotations.Nullable;

/** Reads who has, or had at an instant, which address of a prefix, all at once, for files made of them. */
@Singleton
public final class AddressLists {
    private final Sql sql;

    AddressLists(Sql sql) {
        this.sql = sql;
    }

    /** Addresses in order, at most so many. */
    public List<Entry> of(PrefixId prefix, @Nullable Instant asOf, int most) {
        return asOf == null ? held(prefix, most) : held(prefix, asOf, most);
    }

    private List<Entry> held(PrefixId prefix, int most) {
        return sql.rows(
                "select a.address, a.holder, a.tenant_id, a.role, n.name from address_view a left join address_name_view n"
                        + " on n.assignment_id = a.id and n.until is null where a.prefix_id = ? and a.released_at is null"
                        + " and a.role <> 'RESERVATION' order by a.address_order limit ?",
                AddressLists::entry,
                prefix.value(),
                most);
    }

    private List<Entry> held(PrefixId prefix, Instant at, int most) {
        return sql.rows(
                "select a.address, a.holder, a.tenant_id, a.role, n.name from address_view a left join address_name_view n"
                        + " on n.assignment_id = a.id and n.since <= ? and (n.until is null or n.until > ?)"
                        + " where a.prefix_id = ? and a.assigned_at <= ? and (a.released_at is null or a.released_at > ?)"
                        + " and a.role <> 'RESERVATION' order by a.address_order limit ?",
                AddressLists::entry,
                at,
                at,
                prefix.value(),
                at,
                at,
                most);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString(1), row.getString(2), row.getObject(3, Long.class), row.getString(4), row.getString(5));
    }

    /** An address and who has it. */
    public record Entry(
            String address,
            String holder,
            @Nullable Long tenantId,
            String role,
            @Nullable String name) {}
}
