package myidc.compute.read;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import myidc.platform.db.Sql;

/** Reads which guests are, for what a host is kept for, where none of theirs would be placed now. */
@Singleton
public final class Misplaced {
    /** No more of them are named. */
    public static final int GUESTS_MAX = 100;

    private static final String OF_HOST =
            " from instance_view guest join host_view host on host.id = guest.host_id where guest.site_id = ?"
                    + " and (host.id = ? and not guest.tenant_id = any (?::bigint[]) or ? and host.id <> ?"
                    + " and guest.tenant_id = any (?::bigint[]) and not guest.tenant_id = any (host.pinned_tenants))";

    private final Sql sql;

    Misplaced(Sql sql) {
        this.sql = sql;
    }

    /** Guests of other tenants on the host, and those of its own elsewhere where they are to be nowhere else; none where it is for all. */
    public List<Guest> of(HostView host) {
        if (host.pinnedTenants.length == 0) {
            return List.of();
        }
        String tenants = tenants(host);
        return sql.rows(
                "select guest.id, guest.label, guest.tenant_id, host.id, host.name" + OF_HOST
                        + " order by (host.id <> ?), guest.id limit " + GUESTS_MAX,
                row -> new Guest(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getString(5)),
                host.siteId,
                host.id,
                tenants,
                host.pinnedOnly,
                host.id,
                tenants,
                host.id);
    }

    public long count(HostView host) {
        if (host.pinnedTenants.length == 0) {
            return 0;
        }
        String tenants = tenants(host);
        return sql.count("select count(*)" + OF_HOST, host.siteId, host.id, tenants, host.pinnedOnly, host.id, tenants);
    }

    private static String tenants(HostView host) {
        return Arrays.stream(host.pinnedTenants).map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    /** A guest and where it is. */
    public record Guest(long id, String label, long tenantId, long hostId, String host) {}
}
