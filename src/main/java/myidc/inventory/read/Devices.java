package myidc.inventory.read;

import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.platform.asof.Histories;
import myidc.platform.db.Sql;
import myidc.platform.db.Sql.Read;
import myidc.platform.db.ViewRows;
import myidc.shared.Page;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Reads devices, now or as of an instant. */
@Singleton
public final class Devices {
    /** More devices than can stand in and hang beside the highest rack, both faces, in half units. */
    static final int IN_A_RACK_MAX = 500;

    private static final List<String> SEARCHED = List.of("name", "serial", "assetTag", "model");
    private static final List<String> SEARCHED_COLUMNS = List.of("name", "serial", "asset_tag", "model");

    private static final ViewRows<DeviceView> ROWS = new ViewRows<>(DeviceView.class);

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
        List<DeviceView> devices = new ArrayList<>(histories.asOf(
                new Histories.Among(DeviceProjection.HISTORY, "rackId", rack.value()),
                asOf,
                IN_A_RACK_MAX,
                DeviceView.class));
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
        return found(filter, ask);
    }

    /** The rows of a page and how many there are in all, in one message. */
    private Page<DeviceView> found(Filter filter, Page.Ask ask) {
        List<String> terms = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        filter.columns().forEach((column, value) -> {
            terms.add(column + " = ?");
            values.add(value);
        });
        String text = filter.text();
        if (text != null) {
            String plain = text.toLowerCase(Locale.ROOT).replace("!", "!!");
            String part = "%" + plain.replace("%", "!%").replace("_", "!_") + "%";
            terms.add(SEARCHED_COLUMNS.stream()
                    .map(column -> "lower(" + column + ") like ? escape '!'")
                    .collect(Collectors.joining(" or ", "(", ")")));
            SEARCHED_COLUMNS.forEach(column -> values.add(part));
        }
        String from = " from device_view d" + (terms.isEmpty() ? "" : " where " + String.join(" and ", terms));
        return text == null ? paged(from, values, ask) : counted(from, values, ask);
    }

    /** A page by the order of an index, and the number of all rows. */
    private Page<DeviceView> paged(String from, List<Object> asked, Page.Ask ask) {
        List<Object> values = new ArrayList<>(asked);
        values.add(ask.size());
        values.add(ask.offset());
        List<DeviceView> rows = new ArrayList<>();
        long[] results = {0};
        sql.together(
                new Read("select count(*)" + from, row -> results[0] = row.getLong(1), asked),
                new Read(
                        "select " + ROWS.columns("d") + from + " order by d.name, d.id limit ? offset ?",
                        row -> rows.add(ROWS.read(row)),
                        values));
        return Page.of(rows, ask, results[0]);
    }

    /** A page of what words find, which must all be found to be put in order, and so is counted along. */
    private Page<DeviceView> counted(String from, List<Object> asked, Page.Ask ask) {
        List<Object> values = new ArrayList<>(asked);
        values.add(ask.size());
        values.add(ask.offset());
        long[] results = {0};
        List<DeviceView> rows = sql.rows(
                "select " + ROWS.columns("d") + ", count(*) over ()" + from + " order by d.name, d.id limit ? offset ?",
                row -> {
                    results[0] = row.getLong(ROWS.width() + 1);
                    return ROWS.read(row);
                },
                values.toArray());
        boolean beyond = rows.isEmpty() && ask.offset() > 0;
        return Page.of(rows, ask, beyond ? sql.count("select count(*)" + from, asked.toArray()) : results[0]);
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
            return filled("state", "rackId", "siteId");
        }

        private Map<String, Object> columns() {
            return filled("state", "rack_id", "site_id");
        }

        private Map<String, Object> filled(String ofState, String ofRack, String ofSite) {
            Map<String, Object> equal = new HashMap<>();
            if (state != null) {
                equal.put(ofState, state);
            }
            if (rackId != null) {
                equal.put(ofRack, rackId);
            }
            if (siteId != null) {
                equal.put(ofSite, siteId);
            }
            return equal;
        }
    }
}
