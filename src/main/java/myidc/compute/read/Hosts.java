package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.compute.event.Resources;
import myidc.compute.placement.HostRoom;
import myidc.compute.placement.Pins;
import myidc.compute.placement.Pins.Pin;
import myidc.platform.asof.Histories;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.DeviceId;
import myidc.shared.id.HostId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Reads hosts, now or as of an instant. */
@Singleton
public final class Hosts {
    /** More hosts than this are not weighed for one guest. */
    private static final int WEIGHED_MAX = 5_000;

    private final Histories histories;
    private final Sql sql;
    private final Clock clock;

    Hosts(Histories histories, Sql sql, Clock clock) {
        this.clock = clock;
        this.histories = histories;
        this.sql = sql;
    }

    public Optional<HostView> find(HostId id) {
        return HostView.findByIdOptional(id.value());
    }

    public Optional<HostView> find(HostId id, @Nullable Instant asOf) {
        return asOf == null ? find(id) : histories.asOf(HostProjection.HISTORY, id.value(), asOf, HostView.class);
    }

    /** What a host's dates are read by: the instant asked for, or now. */
    public Instant instant(@Nullable Instant asOf) {
        return asOf == null ? clock.instant() : asOf;
    }

    /** Where libvirt answers for the host; empty while its guests are simulated. */
    public Optional<String> uri(HostId id) {
        return sql.row(
                "select uri from host_view where id = ? and uri is not null", row -> row.getString(1), id.value());
    }

    /** The host a device was made, if it was. */
    public Optional<HostView> of(DeviceId device) {
        return HostView.<HostView>find("deviceId", device.value()).firstResultOptional();
    }

    /** Numbers of the hosts that these devices were made, by the devices' numbers. */
    public Map<Long, Long> byDevice(Collection<Long> devices, @Nullable Instant asOf) {
        String ids = devices.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        Map<Long, Long> hosts = new HashMap<>();
        Sql.Row<Long> each = row -> hosts.put(row.getLong(1), row.getLong(2));
        if (asOf == null) {
            sql.rows("select device_id, id from host_view where device_id = any (?::bigint[])", each, ids);
        } else {
            sql.rows(
                    "select (shown ->> 'deviceId')::bigint, id from view_history where kind = ?"
                            + " and (shown ->> 'deviceId')::bigint = any (?::bigint[]) and valid @> ?::timestamptz",
                    each,
                    HostProjection.HISTORY,
                    ids,
                    asOf);
        }
        return hosts;
    }

    /** Hosts of a site, or of all sites when {@code siteId} is null. */
    public Page<HostView> list(@Nullable Long siteId, @Nullable Instant asOf, Page.Ask ask) {
        if (asOf != null) {
            Map<String, Long> where = siteId == null ? Map.of() : Map.of("siteId", siteId);
            return histories.asOf(new Histories.Listing(HostProjection.HISTORY, asOf, where, ask), HostView.class);
        }
        PanacheQuery<HostView> query = siteId == null
                ? HostView.findAll(Sort.by("siteId", "name", "id"))
                : HostView.find("siteId", Sort.by("name", "id"), siteId);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    /** The hosts with these numbers, by number; those that are not there are left out. */
    public List<HostView> some(List<Long> ids, @Nullable Instant asOf) {
        return asOf == null
                ? HostView.list("id in ?1", Sort.by("id"), ids)
                : histories.asOf(HostProjection.HISTORY, ids, asOf, HostView.class);
    }

    /** Room on every host of a site, as committed so far, by what may be promised now. */
    public List<HostRoom> rooms(SiteId site) {
        Map<Long, Resources> begun = begun();
        return sql.rows(
                "select id, state, vcpus_max, memory_mb_max, disk_mb_max, vcpus_reserved, memory_mb_reserved,"
                        + " disk_mb_reserved, encrypted from host_view where site_id = ? order by id limit ?",
                row -> new HostRoom(
                        new HostId(row.getLong(1)),
                        row.getString(2),
                        begun.getOrDefault(
                                row.getLong(1), new Resources(row.getInt(3), row.getLong(4), row.getLong(5))),
                        new Resources(row.getInt(6), row.getLong(7), row.getLong(8)),
                        row.getBoolean(9)),
                site.value(),
                WEIGHED_MAX);
    }

    /** Numbers of the sites that have a host which takes guests and keeps disks on encrypted storage. */
    public Set<Long> encryptedSites() {
        return Set.copyOf(sql.rows(
                "select distinct site_id from host_view where encrypted and state = 'ACTIVE'", row -> row.getLong(1)));
    }

    /** Whether the site has such a host. */
    public boolean encryptAt(SiteId site) {
        return sql.row(
                        "select exists (select from host_view where site_id = ? and encrypted and state = 'ACTIVE')",
                        row -> row.getBoolean(1),
                        site.value())
                .orElseThrow();
    }

    /** For whom hosts of a site are kept. */
    public Pins pins(SiteId site) {
        Map<HostId, Pin> pins = new HashMap<>();
        sql.rows(
                "select id, pinned_tenants, pinned_only from host_view where site_id = ? and pinned_tenants <> '{}'"
                        + " order by id limit ?",
                row -> pins.put(
                        new HostId(row.getLong(1)),
                        new Pin(Set.of((Long[]) row.getArray(2).getArray()), row.getBoolean(3))),
                site.value(),
                WEIGHED_MAX);
        return new Pins(pins);
    }

    /** What may be promised now of hosts that have said dates, where one of them has begun. */
    private Map<Long, Resources> begun() {
        Instant now = clock.instant();
        Map<Long, Resources> begun = new HashMap<>();
        sql.rows(
                "select id, vcpus, memory_mb, disk_mb, overcommit_dates from host_view where overcommit_dates <> '{}'"
                        + " order by id limit ?",
                row -> {
                    OvercommitDate last =
                            OvercommitDate.last((String[]) row.getArray(5).getArray(), now);
                    if (last != null) {
                        Resources has = new Resources(row.getInt(2), row.getLong(3), row.getLong(4));
                        begun.put(row.getLong(1), last.overcommit().over(has));
                    }
                    return begun;
                },
                WEIGHED_MAX);
        return begun;
    }

    /** What all hosts have to give and have given, lost ones included. */
    public Fill fill() {
        Map<Long, Resources> begun = begun();
        String ids = begun.keySet().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        long vcpus = begun.values().stream().mapToLong(Resources::vcpus).sum();
        long memory = begun.values().stream().mapToLong(Resources::memoryMb).sum();
        return sql.row(
                        "select count(*), coalesce(sum(vcpus_max) filter (where id <> all (?::bigint[])), 0),"
                                + " coalesce(sum(vcpus_reserved), 0),"
                                + " coalesce(sum(memory_mb_max) filter (where id <> all (?::bigint[])), 0),"
                                + " coalesce(sum(memory_mb_reserved), 0) from host_view",
                        row -> new Fill(
                                row.getLong(1),
                                row.getLong(2) + vcpus,
                                row.getLong(3),
                                row.getLong(4) + memory,
                                row.getLong(5)),
                        ids,
                        ids)
                .orElseThrow();
    }

    /** Sums over all hosts; totals are capacity times overcommitment. */
    public record Fill(long hosts, long vcpusMax, long vcpusReserved, long memoryMbMax, long memoryMbReserved) {}
}
