package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import myidc.platform.asof.PastWords;
import myidc.platform.asof.PastWords.Shown;
import myidc.platform.db.Sql;
import myidc.platform.db.Wanted;
import myidc.shared.Hit;

/** Finds what stands in the machine room by its words. */
@Singleton
public final class InventoryFinds {
    /** What is called just so comes first, then what begins so; parameters are the text and its beginning. */
    private static final String BEST_FIRST = " order by lower(name) <> ?, lower(name) not like ?, name, id limit ?";

    private static final String SITE = "(select s.name from site_view s where s.id = (shown ->> 'siteId')::bigint)";
    private static final List<Shown> PAST = List.of(
            new Shown("RACK", RackProjection.HISTORY, "shown ->> 'name'", SITE, "null", List.of("name")),
            new Shown(
                    "DEVICE",
                    DeviceProjection.HISTORY,
                    "shown ->> 'name'",
                    "concat_ws(' · ', shown ->> 'serial', shown ->> 'assetTag')",
                    "shown ->> 'rackId'",
                    List.of("name", "serial", "assetTag")),
            new Shown(
                    "PART",
                    PartProjection.HISTORY,
                    "shown ->> 'serial'",
                    "concat_ws(' ', shown ->> 'manufacturer', shown ->> 'model')",
                    "shown ->> 'deviceId'",
                    List.of("serial")),
            new Shown(
                    "POWER_NODE",
                    PowerNodeProjection.HISTORY,
                    "shown ->> 'name'",
                    "shown ->> 'kind'",
                    "shown ->> 'rackId'",
                    List.of("name")),
            new Shown(
                    "LOCATION",
                    LocationProjection.HISTORY,
                    "shown ->> 'name'",
                    "shown ->> 'kind'",
                    "shown ->> 'siteId'",
                    List.of("name")));

    private final Sql sql;
    private final PastWords past;

    InventoryFinds(Sql sql, PastWords past) {
        this.sql = sql;
        this.past = past;
    }

    /** What stood in the machine room at an instant, by the words it had then. */
    public List<Hit> find(Wanted wanted, Instant at) {
        return PAST.stream()
                .flatMap(kind -> past.find(kind, wanted, at).stream())
                .toList();
    }

    /** Racks, devices, parts, power nodes, rooms and rows; of each kind at most as many as are wanted. */
    public List<Hit> find(Wanted wanted) {
        List<Hit> hits = new ArrayList<>();
        hits.addAll(byName(
                "select 'RACK' as kind, r.id, r.name, s.name as detail, null::bigint as within, null::numeric as u"
                        + " from rack_view r join site_view s on s.id = r.site_id where lower(r.name) like ?",
                wanted));
        hits.addAll(devices(wanted));
        hits.addAll(parts(wanted));
        hits.addAll(byName(
                "select 'POWER_NODE' as kind, id, name, kind as detail, rack_id as within, null::numeric as u"
                        + " from power_node_view where lower(name) like ?",
                wanted));
        hits.addAll(byName(
                "select 'LOCATION' as kind, id, name, kind as detail, site_id as within, null::numeric as u"
                        + " from location_view where lower(name) like ?",
                wanted));
        return hits;
    }

    private List<Hit> byName(String select, Wanted wanted) {
        return sql.rows(
                "select * from (" + select + ") as found" + BEST_FIRST,
                InventoryFinds::hit,
                wanted.pattern(),
                wanted.text(),
                wanted.beginning(),
                wanted.most());
    }

    private List<Hit> devices(Wanted wanted) {
        return sql.rows(
                "select 'DEVICE' as kind, d.id, d.name, concat_ws(' · ', d.serial, d.asset_tag, r.name) as detail,"
                        + " d.rack_id as within, d.position_u as u"
                        + " from device_view d left join rack_view r on r.id = d.rack_id"
                        + " where lower(d.name) like ? or lower(d.serial) like ? or lower(d.asset_tag) like ?"
                        + " order by ? not in (lower(d.name), lower(coalesce(d.serial, '')),"
                        + " lower(coalesce(d.asset_tag, ''))), lower(d.name) not like ?, d.name, d.id limit ?",
                InventoryFinds::hit,
                wanted.pattern(),
                wanted.pattern(),
                wanted.pattern(),
                wanted.text(),
                wanted.beginning(),
                wanted.most());
    }

    private List<Hit> parts(Wanted wanted) {
        return sql.rows(
                "select 'PART' as kind, p.id, p.serial as name,"
                        + " concat_ws(' · ', p.manufacturer || ' ' || p.model, d.name) as detail,"
                        + " p.device_id as within, null::numeric as u"
                        + " from part_view p left join device_view d on d.id = p.device_id where lower(p.serial) like ?"
                        + " order by lower(p.serial) <> ?, lower(p.serial) not like ?, p.serial, p.id limit ?",
                InventoryFinds::hit,
                wanted.pattern(),
                wanted.text(),
                wanted.beginning(),
                wanted.most());
    }

    private static Hit hit(ResultSet row) throws SQLException {
        return new Hit(
                row.getString("kind"),
                row.getLong("id"),
                row.getString("name"),
                row.getString("detail"),
                row.getObject("within", Long.class),
                row.getObject("u", BigDecimal.class));
    }
}
