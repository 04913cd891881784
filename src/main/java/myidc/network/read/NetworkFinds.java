package myidc.network.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import myidc.network.Ip;
import myidc.platform.asof.PastWords;
import myidc.platform.asof.PastWords.Shown;
import myidc.platform.db.Sql;
import myidc.platform.db.Wanted;
import myidc.shared.Hit;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** Finds prefixes, addresses and the network's small things by their words. */
@Singleton
public final class NetworkFinds {
    /** Addresses read before the lowest are shown; somebody who typed two digits wants no list of a million. */
    private static final int ADDRESSES_SEEN = 200;

    private static final List<Shown> PAST = List.of(
            shown("PREFIX", PrefixProjection.HISTORY, "shown ->> 'cidr'", "null", "cidr", "description"),
            shown("AGGREGATE", "aggregate", "shown ->> 'cidr'", "null", "cidr"),
            shown(
                    "VLAN",
                    "vlan",
                    "concat_ws(' ', shown ->> 'number', shown ->> 'name')",
                    "shown ->> 'groupId'",
                    "number",
                    "name"),
            shown("VLAN_GROUP", "vlan_group", "shown ->> 'name'", "shown ->> 'siteId'", "name"),
            shown("VNI", "vni", "shown ->> 'number'", "shown ->> 'siteId'", "number"),
            shown("VPC", "vpc", "shown ->> 'label'", "shown ->> 'tenantId'", "label", "vni"),
            shown("VRF", "vrf", "shown ->> 'name'", "null", "name", "routeDistinguisher"));

    private static final String SHELVES = "select upper(kind) as kind, id, case kind"
            + " when 'vlan' then concat_ws(' ', shown ->> 'number', shown ->> 'name')"
            + " when 'vni' then shown ->> 'number' when 'aggregate' then shown ->> 'cidr'"
            + " when 'vpc' then shown ->> 'label' else shown ->> 'name' end as name,"
            + " coalesce(shown ->> 'description', shown ->> 'routeDistinguisher', shown ->> 'holder') as detail,"
            + " coalesce(shown ->> 'groupId', case kind when 'vpc' then shown ->> 'tenantId' end,"
            + " shown ->> 'siteId')::bigint as within,"
            + " lower(concat_ws(' ', shown ->> 'number', shown ->> 'vni', shown ->> 'name', shown ->> 'label',"
            + " shown ->> 'cidr', shown ->> 'routeDistinguisher')) as words, shown ->> 'number' as number"
            + " from view_history where upper_inf(valid)"
            + " and kind in ('aggregate', 'vlan', 'vlan_group', 'vni', 'vpc', 'vrf')";

    private final Sql sql;
    private final PastWords past;

    NetworkFinds(Sql sql, PastWords past) {
        this.sql = sql;
        this.past = past;
    }

    private static Shown shown(String kind, String history, String name, String within, String... words) {
        String detail = "coalesce(shown ->> 'description', shown ->> 'routeDistinguisher', shown ->> 'holder')";
        return new Shown(kind, history, name, detail, within, List.of(words));
    }

    /** What the network was at an instant, by the words it had then; addresses that somebody held. */
    public List<Hit> find(Wanted wanted, Instant at) {
        List<Hit> hits = new ArrayList<>();
        PAST.forEach(kind -> hits.addAll(past.find(kind, wanted, at)));
        hits.addAll(sql.rows(
                "select prefix_id, address, holder from (select * from address_view where address like ?"
                        + " and assigned_at <= ? and (released_at is null or released_at > ?) limit ?) as found"
                        + " order by address <> ?, address_order limit ?",
                row -> Hit.of("ADDRESS", row.getLong(1), row.getString(2), row.getString(3)),
                wanted.beginning(),
                at,
                at,
                ADDRESSES_SEEN,
                wanted.text(),
                wanted.most()));
        return hits;
    }

    /** At most as many of each kind as are wanted. */
    public List<Hit> find(Wanted wanted) {
        List<Hit> hits = new ArrayList<>();
        hits.addAll(sql.rows(
                "select id, cidr, description from prefix_view where lower(cidr) like ? or lower(description) like ?"
                        + " order by lower(cidr) <> ?, lower(cidr) not like ?, space, block, id limit ?",
                row -> Hit.of("PREFIX", row.getLong(1), row.getString(2), row.getString(3)),
                wanted.pattern(),
                wanted.pattern(),
                wanted.text(),
                wanted.beginning(),
                wanted.most()));
        hits.addAll(addresses(wanted));
        hits.addAll(sql.rows(
                "select kind, id, name, detail, within from (select *, row_number() over (partition by kind"
                        + " order by number is distinct from ?, words not like ?, words, id) as place"
                        + " from (" + SHELVES + ") as all_shelves where words like ?) as found"
                        + " where place <= ? order by kind, place",
                NetworkFinds::shelved,
                wanted.text(),
                wanted.beginning(),
                "%" + wanted.beginning(),
                wanted.most()));
        return hits;
    }

    /** The address itself, whoever has or had it; else those held whose digits begin so. */
    private List<Hit> addresses(Wanted wanted) {
        String whole = whole(wanted.text());
        if (whole == null) {
            return sql.rows(
                    "select prefix_id, address, holder from (select * from address_view where address like ?"
                            + " and released_at is null limit ?) as found order by address_order limit ?",
                    row -> Hit.of("ADDRESS", row.getLong(1), row.getString(2), row.getString(3)),
                    wanted.beginning(),
                    ADDRESSES_SEEN,
                    wanted.most());
        }
        return sql.rows(
                "select coalesce(a.prefix_id, p.id), a.holder from (select id from prefix_view"
                        + " where block >>= ?::inet order by masklen(block) desc limit 1) as p full join"
                        + " (select prefix_id, case when released_at is null then holder end as holder from address_view"
                        + " where address = ? order by assigned_at desc limit 1) as a on true",
                row -> Hit.of("ADDRESS", row.getLong(1), whole, row.getString(2)),
                whole,
                whole);
    }

    private static Hit shelved(ResultSet row) throws SQLException {
        return new Hit(
                row.getString("kind"),
                row.getLong("id"),
                row.getString("name"),
                row.getString("detail"),
                row.getObject("within", Long.class),
                null);
    }

    private static @Nullable String whole(String text) {
        if (!text.contains(".") && !text.contains(":")) {
            return null;
        }
        try {
            return Ip.of("q", text.toLowerCase(Locale.ROOT)).text();
        } catch (Refused noAddress) {
            return null;
        }
    }
}
