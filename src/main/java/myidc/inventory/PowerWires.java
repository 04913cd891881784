package myidc.inventory;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import myidc.inventory.event.PowerKind;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.PowerNodeId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** What supplies what, held in the transaction of the fact; changes within one site wait for each other. */
@Singleton
final class PowerWires {
    private static final Map<PowerKind, Set<PowerKind>> SUPPLIERS = suppliers();

    private final Sql sql;

    PowerWires(Sql sql) {
        this.sql = sql;
    }

    void install(PowerNodeId node, SiteId site, @Nullable PowerNodeId parent, PowerKind kind) {
        lock(site);
        refuseSupplier(node, site, parent, kind);
        sql.change(
                "insert into power_wire (node_id, site_id, parent_id, kind) values (?, ?, ?, ?)",
                node.value(),
                site.value(),
                parent == null ? null : parent.value(),
                kind.name());
    }

    void rewire(PowerNodeId node, SiteId site, @Nullable PowerNodeId parent, PowerKind kind) {
        lock(site);
        refuseSupplier(node, site, parent, kind);
        sql.change(
                "update power_wire set parent_id = ? where node_id = ?",
                parent == null ? null : parent.value(),
                node.value());
    }

    void retire(PowerNodeId node) {
        long hanging = sql.count(
                "select (select count(*) from power_wire where parent_id = ?)"
                        + " + (select count(*) from power_plug where node_id = ?)",
                node.value(),
                node.value());
        if (hanging > 0) {
            throw Refused.field(InventoryRefusal.POWER_NODE_IN_USE, "id", hanging + " nodes or cords still hang on it");
        }
        sql.change("delete from power_wire where node_id = ?", node.value());
    }

    void refusePluggedAbove(PowerNodeId node, int outlets) {
        long above =
                sql.count("select count(*) from power_plug where node_id = ? and outlet > ?", node.value(), outlets);
        if (above > 0) {
            throw Refused.field(
                    InventoryRefusal.POWER_NODE_IN_USE, "outlets", above + " cords sit in outlets above " + outlets);
        }
    }

    private void refuseSupplier(PowerNodeId node, SiteId site, @Nullable PowerNodeId parent, PowerKind kind) {
        if (parent == null) {
            return;
        }
        PowerKind supplier = sql.row(
                        "select kind from power_wire where node_id = ? and site_id = ?",
                        row -> PowerKind.valueOf(row.getString(1)),
                        parent.value(),
                        site.value())
                .orElseThrow(() -> Refused.field(
                        InventoryRefusal.POWER_NODE_UNKNOWN, "parentId", "parentId names no node of the site"));
        if (!SUPPLIERS.getOrDefault(kind, Set.of()).contains(supplier)) {
            throw Refused.field(
                    InventoryRefusal.POWER_NODE_UNKNOWN, "parentId", "A " + kind + " is not supplied by a " + supplier);
        }
        long below = sql.count(
                "with recursive above(id) as (select ?::bigint union select parent_id from power_wire"
                        + " join above on node_id = id where parent_id is not null)"
                        + " select count(*) from above where id = ?",
                parent.value(),
                node.value());
        if (below > 0) {
            throw Refused.field(
                    InventoryRefusal.POWER_CYCLE, "parentId", "parentId is itself supplied by " + node.text());
        }
    }

    private void lock(SiteId site) {
        sql.rows("select pg_advisory_xact_lock(hashtext('inventory.power'), ?::int)", row -> true, site.value());
    }

    private static Map<PowerKind, Set<PowerKind>> suppliers() {
        Map<PowerKind, Set<PowerKind>> suppliers = new EnumMap<>(PowerKind.class);
        suppliers.put(PowerKind.PANEL, EnumSet.of(PowerKind.PANEL, PowerKind.UPS));
        suppliers.put(PowerKind.UPS, EnumSet.of(PowerKind.PANEL, PowerKind.UPS));
        suppliers.put(PowerKind.FEED, EnumSet.of(PowerKind.PANEL, PowerKind.UPS));
        suppliers.put(PowerKind.PDU, EnumSet.of(PowerKind.FEED, PowerKind.UPS, PowerKind.PDU));
        suppliers.put(PowerKind.BANK, EnumSet.of(PowerKind.PDU));
        return suppliers;
    }
}
