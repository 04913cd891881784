package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import myidc.platform.asof.Histories;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Reads devices, now or as of an instant. */
@Singleton
public final class Devices {
    /** More devices than can stand in and hang beside the highest rack, both faces, in half units. */
    private static final int IN_A_RACK_MAX = 500;

    private static final Page.Ask ALL_OF_A_RACK = new Page.Ask(1, IN_A_RACK_MAX);

    private static final List<String> SEARCHED = List.of("name", "serial", "assetTag", "model");

    private final Histories histories;
    private final Sql sql;

    Devices(Histories histories, Sql sql) {
        this.histories = histories;
        this.sql = sql;
    }

    public Optional<DeviceView> find(DeviceId id) {
        return DeviceView.findByIdOptional(id.value());
    }

    public Optional<DeviceView> find(DeviceId id, @Nullable Instant asOf) {
        return asOf == null ? find(id) : histories.asOf(DeviceProjection.HISTORY, id.value(), asOf, DeviceView.class);
    }

    /** The devices with these numbers, by number; those that are not there are left out. */
    public List<DeviceView> some(List<Long> ids, @Nullable Instant asOf) {
        return asOf == null
                ? DeviceView.list("id in ?1", Sort.by("id"), ids)
                : histories.asOf(DeviceProjection.HISTORY, ids, asOf, DeviceView.class);
    }

    /** What stands in a rack or hangs beside it, from the top down. */
    public List<DeviceView> inRack(RackId rack, @Nullable Instant asOf) {
        if (asOf == null) {
            return DeviceView.<DeviceView>find("rackId = ?1 order by positionU desc nulls last, id", rack.value())
                    .page(0, IN_A_RACK_MAX)
                    .list();
        }
        Histories.Listing listing =
                new Histories.Listing(DeviceProjection.HISTORY, asOf, Map.of("rackId", rack.value()), ALL_OF_A_RACK);
        List<DeviceView> devices =
                new ArrayList<>(histories.asOf(listing, DeviceView.class).data());
        devices.sort(DeviceOrder.TOP_DOWN);
        return devices;
    }

    /** Numbers of the racks in which a tenant's own gear stands, now or as of an instant. */
    public List<Long> racksOf(TenantId tenant, @Nullable Instant asOf) {
        String from = asOf == null
                ? "select distinct rack_id from device_view where tenant_id = ? and rack_id is not null"
                : "select distinct (shown ->> 'rackId')::bigint from view_history where kind = 'device'"
                        + " and shown @> jsonb_build_object('tenantId', ?::bigint) and valid @> ?::timestamptz"
                        + " and shown ->> 'rackId' is not null";
        Object[] values = asOf == null ? new Object[] {tenant.value()} : new Object[] {tenant.value(), asOf};
        return sql.rows(from + " order by 1", row -> row.getLong(1), values);
    }

    public Page<DeviceView> list(Filter filter, @Nullable Instant asOf, Page.Ask ask) {
        if (asOf != null) {
            Histories.Listing listing = new Histories.Listing(DeviceProjection.HISTORY, asOf, filter.equal(), ask);
            String part = filter.text();
            return part == null
                    ? histories.asOf(listing, DeviceView.class)
                    : histories.search(listing, new Histories.Search(part, SEARCHED), DeviceView.class);
        }
        List<String> terms = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        filter.equal().forEach((field, value) -> {
            terms.add(field + " = :" + field);
            values.put(field, value);
        });
        String text = filter.text();
        if (text != null) {
            // HQL knows no escape that is not named.
            terms.add("(lower(name) like :text escape '!' or lower(serial) like :text escape '!'"
                    + " or lower(assetTag) like :text escape '!' or lower(model) like :text escape '!')");
            String plain = text.toLowerCase(Locale.ROOT).replace("!", "!!");
            values.put("text", "%" + plain.replace("%", "!%").replace("_", "!_") + "%");
        }
        PanacheQuery<DeviceView> query = terms.isEmpty()
                ? DeviceView.findAll(Sort.by("name", "id"))
                : DeviceView.find(String.join(" and ", terms), Sort.by("name", "id"), values);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    /**
     * Which devices; null means any.
     *
     * @param text part of a name, serial, asset tag or model
     */
    public record Filter(
            @Nullable String state,
            @Nullable Long rackId,
            @Nullable Long siteId,
            @Nullable String text) {
        Map<String, Object> equal() {
            Map<String, Object> equal = new HashMap<>();
            if (state != null) {
                equal.put("state", state);
            }
            if (rackId != null) {
                equal.put("rackId", rackId);
            }
            if (siteId != null) {
                equal.put("siteId", siteId);
            }
            return equal;
        }
    }
}
