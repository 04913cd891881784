package myidc.imports;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.imports.Discoveries.Found;
import myidc.imports.RowWork.Wish;
import myidc.inventory.InventoryRefusal;
import myidc.network.NetworkRefusal;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.DeviceId;
import myidc.shared.id.LocationId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import myidc.shared.id.VrfId;
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

    /**
     * The device that something was discovered of; a name that several devices have is refused, not guessed.
     *
     * @param field what the name is called where it was given
     */
    Optional<DeviceId> found(Found found, String field) {
        if (found.serial() != null) {
            return device(found.serial(), found.name(), null);
        }
        SiteId site = found.site();
        Long at = site == null ? null : site.value();
        List<DeviceId> named = sql.rows(
                "select id from device_view where name = ? and state <> 'RETIRED'"
                        + " and (?::bigint is null or site_id is null or site_id = ?) order by id limit 2",
                row -> new DeviceId(row.getLong(1)),
                found.name(),
                at,
                at);
        if (named.size() > 1) {
            throw Refused.field(
                    InventoryRefusal.DEVICE_AMBIGUOUS,
                    field,
                    found.name() + " is the name of several devices; name a serial or a site, or rename one");
        }
        return named.stream().findFirst();
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

    /** The routing table a row names; null for the global one. */
    @Nullable
    VrfId vrf(Cells cells) {
        String name = cells.text("vrf");
        if (name == null || "Global".equalsIgnoreCase(name)) {
            return null;
        }
        return sql.row(
                        "select id from view_history where kind = 'vrf' and upper_inf(valid) and shown ->> 'name' = ?",
                        row -> new VrfId(row.getLong(1)),
                        name)
                .orElseThrow(() -> Refused.field(NetworkRefusal.VRF_UNKNOWN, "vrf", "vrf " + name + " is not known"));
    }

    /** The network that an address of a routing table lies in, the narrowest first, and whether somebody has it there. */
    Optional<Home> home(String address, @Nullable VrfId vrf, @Nullable SiteId site) {
        Long table = vrf == null ? null : vrf.value();
        Long at = site == null ? null : site.value();
        return sql.row(
                "select p.id, exists (select from address_view a where a.address = ? and a.prefix_id = p.id"
                        + " and a.released_at is null) from prefix_view p where p.block >>= ?::inet and not p.container"
                        + " and p.vrf_id is not distinct from ?::bigint and (?::bigint is null or p.site_id = ?)"
                        + " order by masklen(p.block) desc, p.id limit 1",
                row -> new Home(new PrefixId(row.getLong(1)), row.getBoolean(2)),
                address,
                address,
                table,
                at,
                at);
    }

    String vrfName(@Nullable Long id) {
        return id == null
                ? ""
                : sql.row(
                                "select shown ->> 'name' from view_history where kind = 'vrf' and id = ?"
                                        + " order by valid desc limit 1",
                                row -> row.getString(1),
                                id)
                        .orElse("");
    }

    /** The names of the routing tables that prefixes are in; those of the global one are left out. */
    Map<Long, String> vrfs(List<Long> prefixes) {
        return sql
                .rows(
                        "select distinct id, (shown ->> 'vrfId')::bigint from view_history where kind = 'prefix'"
                                + " and id = any(?::bigint[]) and shown ->> 'vrfId' is not null",
                        row -> Map.entry(row.getLong(1), row.getLong(2)),
                        prefixes.toString().replace('[', '{').replace(']', '}'))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> vrfName(entry.getValue())));
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

    /** Where an address is. */
    record Home(PrefixId prefix, boolean held) {}
}
