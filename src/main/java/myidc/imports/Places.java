package myidc.imports;

import jakarta.inject.Singleton;
import java.util.Optional;
import myidc.imports.RowWork.Wish;
import myidc.inventory.InventoryRefusal;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.DeviceId;
import myidc.shared.id.LocationId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** What the names in a file stand for. */
@Singleton
final class Places {
    private final Sql sql;

    Places(Sql sql) {
        this.sql = sql;
    }

    /** The site a row names, by name or region, or the one all rows are for. */
    SiteId site(Cells cells, Wish wish) {
        String name = cells.text("site", "scope");
        SiteId chosen = wish.site();
        if (chosen != null) {
            return chosen;
        }
        if (name == null) {
            throw Cells.invalid("site", "is required unless a site is chosen for the whole file");
        }
        return sql.row(
                        "select id from site_view where name = ? or region = ? order by id limit 1",
                        row -> new SiteId(row.getLong(1)),
                        name,
                        name)
                .orElseThrow(
                        () -> Refused.field(InventoryRefusal.SITE_UNKNOWN, "site", "site " + name + " is not known"));
    }

    LocationId location(SiteId site, String name) {
        return sql.row(
                        "select id from location_view where site_id = ? and name = ?",
                        row -> new LocationId(row.getLong(1)),
                        site.value(),
                        name)
                .orElseThrow(() -> Refused.field(
                        InventoryRefusal.LOCATION_UNKNOWN,
                        "location",
                        "location " + name + " is not known at the site"));
    }

    Optional<RackId> rack(SiteId site, String name) {
        return sql.row(
                "select id from rack_view where site_id = ? and name = ?",
                row -> new RackId(row.getLong(1)),
                site.value(),
                name);
    }

    /** A device by its serial number where one is given, else by its name at the site. */
    Optional<DeviceId> device(@Nullable String serial, String name, @Nullable SiteId site) {
        if (serial != null) {
            return sql.row(
                    "select id from device_view where lower(serial) = lower(?) order by id limit 1",
                    row -> new DeviceId(row.getLong(1)),
                    serial);
        }
        return sql.row(
                "select id from device_view where name = ? and (site_id = ? or site_id is null)"
                        + " and state <> 'RETIRED' order by id limit 1",
                row -> new DeviceId(row.getLong(1)),
                name,
                site == null ? -1 : site.value());
    }

    Optional<Long> deviceType(@Nullable String manufacturer, String model) {
        return sql.row(
                "select id from device_type where lower(model) = lower(?)"
                        + " and (?::text is null or lower(manufacturer) = lower(?)) order by id limit 1",
                row -> row.getLong(1),
                model,
                manufacturer,
                manufacturer);
    }

    Optional<Long> prefix(String address, @Nullable SiteId site) {
        return sql.row(
                "select id from prefix_view where cidr::inet >>= ?::inet and not container and vrf_id is null and (?::bigint is null or site_id = ?)"
                        + " order by masklen(cidr::inet) desc limit 1",
                row -> row.getLong(1),
                address,
                site == null ? null : site.value(),
                site == null ? null : site.value());
    }

    String siteName(@Nullable Long id) {
        return id == null ? "" : name("site_view", id);
    }

    String locationName(long id) {
        return name("location_view", id);
    }

    String rackName(@Nullable Long id) {
        return id == null ? "" : name("rack_view", id);
    }

    private String name(String table, long id) {
        return sql.row("select name from " + table + " where id = ?", row -> row.getString(1), id)
                .orElse("");
    }
}
