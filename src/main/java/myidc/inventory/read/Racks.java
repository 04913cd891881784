package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.platform.asof.Histories;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.RackId;
import org.jspecify.annotations.Nullable;

/** Reads racks, now or as of an instant. */
@Singleton
public final class Racks {
    private final Histories histories;
    private final Sql sql;

    Racks(Histories histories, Sql sql) {
        this.histories = histories;
        this.sql = sql;
    }

    public Optional<RackView> find(RackId id) {
        return RackView.findByIdOptional(id.value());
    }

    public Optional<RackView> find(RackId id, @Nullable Instant asOf) {
        return asOf == null ? find(id) : histories.asOf(RackProjection.HISTORY, id.value(), asOf, RackView.class);
    }

    /** Racks of a site, or of all sites when {@code siteId} is null. */
    public Page<RackView> list(@Nullable Long siteId, @Nullable Instant asOf, Page.Ask ask) {
        if (asOf != null) {
            Map<String, Long> where = siteId == null ? Map.of() : Map.of("siteId", siteId);
            return histories.asOf(new Histories.Listing(RackProjection.HISTORY, asOf, where, ask), RackView.class);
        }
        PanacheQuery<RackView> query = siteId == null
                ? RackView.findAll(Sort.by("siteId", "name"))
                : RackView.find("siteId", Sort.by("name"), siteId);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    /** All racks of a site; refused when there are more than one answer should hold. */
    public List<RackView> ofSite(long siteId, @Nullable Instant asOf, int most) {
        return new Listing<>(histories, RackProjection.HISTORY, RackView.class)
                .all(Map.of("siteId", siteId), asOf, most);
    }

    /** Names of the racks that these devices stand in, by the racks' numbers. */
    public Map<Long, String> names(Collection<DeviceView> devices, @Nullable Instant asOf) {
        String ids = devices.stream()
                .flatMap(device -> Stream.ofNullable(device.rackId))
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(",", "{", "}"));
        Map<Long, String> names = new HashMap<>();
        if (asOf == null) {
            sql.rows(
                    "select id, name from rack_view where id = any (?::bigint[])",
                    row -> names.put(row.getLong(1), row.getString(2)),
                    ids);
        } else {
            sql.rows(
                    "select id, shown ->> 'name' from view_history where kind = ? and id = any (?::bigint[])"
                            + " and valid @> ?::timestamptz",
                    row -> names.put(row.getLong(1), row.getString(2)),
                    RackProjection.HISTORY,
                    ids,
                    asOf);
        }
        return names;
    }
}
