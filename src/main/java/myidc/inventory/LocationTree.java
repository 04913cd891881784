package myidc.inventory;

import jakarta.inject.Singleton;
import myidc.inventory.event.LocationKind;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.LocationId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Where locations and racks lie, held in the transaction of the fact; changes within one site wait for each other. */
@Singleton
final class LocationTree {
    private final Sql sql;

    LocationTree(Sql sql) {
        this.sql = sql;
    }

    void open(LocationId location, SiteId site, @Nullable LocationId parent, LocationKind kind) {
        lock(site);
        refuseParent(location, site, parent, kind);
        sql.change(
                "insert into location_place (location_id, site_id, parent_id, kind) values (?, ?, ?, ?)",
                location.value(),
                site.value(),
                parent == null ? null : parent.value(),
                kind.name());
    }

    void move(LocationId location, SiteId site, @Nullable LocationId parent, LocationKind kind) {
        lock(site);
        refuseParent(location, site, parent, kind);
        sql.change(
                "update location_place set parent_id = ? where location_id = ?",
                parent == null ? null : parent.value(),
                location.value());
    }

    void close(LocationId location) {
        long inside = sql.count(
                "select (select count(*) from location_place where parent_id = ?)"
                        + " + (select count(*) from rack_room where location_id = ?)",
                location.value(),
                location.value());
        if (inside > 0) {
            throw Refused.field(
                    InventoryRefusal.LOCATION_NOT_EMPTY, "id", inside + " rows, rooms or racks are still in it");
        }
        sql.change("delete from location_place where location_id = ?", location.value());
    }

    /** Puts a rack into a location of its own site, or into none. */
    void stand(RackId rack, SiteId site, @Nullable LocationId location) {
        if (location != null && siteOf(location) != site.value()) {
            throw unknown("locationId");
        }
        sql.change(
                "update rack_room set location_id = ? where rack_id = ?",
                location == null ? null : location.value(),
                rack.value());
    }

    private void refuseParent(LocationId location, SiteId site, @Nullable LocationId parent, LocationKind kind) {
        if (parent == null) {
            return;
        }
        String parentKind = sql.row(
                        "select kind from location_place where location_id = ? and site_id = ?",
                        row -> row.getString(1),
                        parent.value(),
                        site.value())
                .orElseThrow(() -> unknown("parentId"));
        if (!LocationKind.ROOM.name().equals(parentKind)) {
            throw Refused.field(
                    InventoryRefusal.LOCATION_UNKNOWN,
                    "parentId",
                    "parentId must be a room; a " + kind + " lies in it");
        }
        long above = sql.count(
                "with recursive above(id) as (select ?::bigint union select parent_id from location_place"
                        + " join above on location_id = id where parent_id is not null)"
                        + " select count(*) from above where id = ?",
                parent.value(),
                location.value());
        if (above > 0) {
            throw Refused.field(
                    InventoryRefusal.LOCATION_CYCLE, "parentId", "parentId lies within " + location.text() + " itself");
        }
    }

    private void lock(SiteId site) {
        sql.rows("select pg_advisory_xact_lock(hashtext('inventory.location'), ?::int)", row -> true, site.value());
    }

    private long siteOf(LocationId location) {
        return sql.row(
                        "select site_id from location_place where location_id = ? for share",
                        row -> row.getLong(1),
                        location.value())
                .orElseThrow(() -> unknown("locationId"));
    }

    private static Refused unknown(String field) {
        return Refused.field(InventoryRefusal.LOCATION_UNKNOWN, field, field + " names no location of the site");
    }
}
