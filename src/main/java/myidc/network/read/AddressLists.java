package myidc.network.read;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.platform.db.Sql;
import myidc.shared.id.PrefixId;
import org.jspecify.annotations.Nullable;

/** Reads who has which address of a prefix now, all at once, for files made of them. */
@Singleton
public final class AddressLists {
    private final Sql sql;

    AddressLists(Sql sql) {
        this.sql = sql;
    }

    /** Addresses in order, at most so many. */
    public List<Entry> of(PrefixId prefix, int most) {
        return sql.rows(
                "select a.address, a.holder, a.tenant_id, a.role, n.name from address_view a left join address_name_view n"
                        + " on n.assignment_id = a.id and n.until is null where a.prefix_id = ? and a.released_at is null"
                        + " and a.role <> 'RESERVATION' order by a.address_order limit ?",
                row -> new Entry(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, Long.class),
                        row.getString(4),
                        row.getString(5)),
                prefix.value(),
                most);
    }

    /** An address and who has it. */
    public record Entry(
            String address,
            String holder,
            @Nullable Long tenantId,
            String role,
            @Nullable String name) {}
}
