package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.compute.read.PlacedGuests.Placed;
import myidc.platform.db.Sql;
import myidc.shared.id.SiteId;

/**
 * What guests of a site used lately: as was counted of them, else their part, by what is promised to them, of what agents
 * measured of their host beside those that were counted.
 */
@Singleton
public final class MeasuredLoads {
    private static final double NANOS = 1e9;

    private final Sql sql;

    MeasuredLoads(Sql sql) {
        this.sql = sql;
    }

    /** By guest, between two instants; those of which nothing is known are left out. */
    public Map<Long, Load> of(SiteId site, List<Placed> guests, Instant from, Instant until) {
        Map<Long, Load> loads = counted(site, guests, from, until);
        Map<Long, Load> hosts = ofHosts(site, from, until);
        Map<Long, List<Placed>> byHost = guests.stream().collect(Collectors.groupingBy(Placed::host));
        hosts.forEach((host, used) -> {
            List<Placed> here = byHost.getOrDefault(host, List.of());
            List<Placed> others = here.stream()
                    .filter(guest -> !loads.containsKey(guest.id()))
                    .toList();
            Load known = here.stream()
                    .map(guest -> loads.getOrDefault(guest.id(), Load.NONE))
                    .reduce(Load.NONE, Load::plus);
            double vcpus =
                    others.stream().mapToDouble(guest -> guest.taken().vcpus()).sum();
            double memory = others.stream()
                    .mapToDouble(guest -> guest.taken().memoryMb())
                    .sum();
            for (Placed guest : others) {
                loads.put(
                        guest.id(),
                        new Load(
                                Math.max(0, used.vcpus() - known.vcpus())
                                        * guest.taken().vcpus()
                                        / vcpus,
                                Math.max(0, used.memoryMb() - known.memoryMb())
                                        * guest.taken().memoryMb()
                                        / memory));
            }
        });
        return loads;
    }

    private Map<Long, Load> counted(SiteId site, List<Placed> guests, Instant from, Instant until) {
        Map<Long, Placed> known = guests.stream().collect(Collectors.toMap(Placed::id, guest -> guest));
        Map<Long, Load> loads = new HashMap<>();
        sql.rows(
                "select load.instance_id, sum(load.cpu_nanos), sum(load.seconds), max(load.memory_mb)"
                        + " from guest_load load join instance_view guest on guest.id = load.instance_id"
                        + " where guest.site_id = ? and load.slot > ?::timestamptz and load.slot <= ?::timestamptz"
                        + " group by load.instance_id having sum(load.seconds) > 0",
                row -> {
                    Placed guest = known.get(row.getLong(1));
                    if (guest != null) {
                        Long memory = row.getObject(4, Long.class);
                        loads.put(
                                guest.id(),
                                new Load(
                                        row.getDouble(2) / NANOS / row.getDouble(3),
                                        memory == null ? guest.taken().memoryMb() : memory));
                    }
                    return Boolean.TRUE;
                },
                site.value(),
                from,
                until);
        return loads;
    }

    private Map<Long, Load> ofHosts(SiteId site, Instant from, Instant until) {
        Map<Long, Load> hosts = new HashMap<>();
        sql.rows(
                "select distinct on (used.host_id) used.host_id, used.vcpus, used.memory_mb from host_usage used"
                        + " join host_view host on host.id = used.host_id where host.site_id = ?"
                        + " and used.measured_at > ?::timestamptz and used.measured_at <= ?::timestamptz"
                        + " order by used.host_id, used.measured_at desc",
                row -> {
                    hosts.put(row.getLong(1), new Load(row.getDouble(2), row.getDouble(3)));
                    return Boolean.TRUE;
                },
                site.value(),
                from,
                until);
        return hosts;
    }

    /** How many processors were busy, and how much memory was used. */
    public record Load(double vcpus, double memoryMb) {
        static final Load NONE = new Load(0, 0);

        Load plus(Load other) {
            return new Load(vcpus + other.vcpus, memoryMb + other.memoryMb);
        }
    }
}
