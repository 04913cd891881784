package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.compute.GpuWish;
import myidc.compute.event.GpuPart;
import myidc.platform.asof.Histories;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.GpuId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Reads the GPUs of hosts and which guests have them, now or as of an instant. */
@Singleton
public final class Gpus {
    /** More than any site has: 5,000 hosts of 64 cards, of which few have any. */
    private static final int WEIGHED_MAX = 20_000;

    private static final Comparator<GpuHoldView> IN_ORDER =
            Comparator.comparing((GpuHoldView hold) -> hold.address).thenComparingInt(hold -> hold.slice);

    private final Histories histories;
    private final Sql sql;

    Gpus(Histories histories, Sql sql) {
        this.histories = histories;
        this.sql = sql;
    }

    public Optional<GpuView> find(GpuId id) {
        return GpuView.findByIdOptional(id.value());
    }

    /** By their addresses. */
    public List<GpuView> of(HostId host, @Nullable Instant asOf) {
        Stream<GpuView> all = asOf == null
                ? GpuView.<GpuView>list("hostId", host.value()).stream()
                : histories
                        .asOf(
                                new Histories.Listing(
                                        GpuProjection.HISTORY,
                                        asOf,
                                        Map.of("hostId", host.value()),
                                        new Page.Ask(1, Page.SIZE_MAX)),
                                GpuView.class)
                        .data()
                        .stream();
        return all.sorted(Comparator.comparing(gpu -> gpu.address)).toList();
    }

    /** What the guest has on the host; while it is resized, what it is to have is {@link #wanted}. */
    public List<GpuPart> present(HostId host, InstanceId guest) {
        return parts(host, guest, hold -> hold.present);
    }

    /** What is kept on the host for what the guest is being resized to. */
    public List<GpuPart> wanted(HostId host, InstanceId guest) {
        return parts(host, guest, hold -> hold.wanted);
    }

    private static List<GpuPart> parts(HostId host, InstanceId guest, Predicate<GpuHoldView> which) {
        return GpuHoldView.<GpuHoldView>list("hostId = ?1 and instanceId = ?2", host.value(), guest.value()).stream()
                .filter(which)
                .sorted(IN_ORDER)
                .map(GpuHoldView::fact)
                .toList();
    }

    /**
     * How many GPUs or slices each of these guests has on the host that it is on; those without are left out.
     *
     * @param asOf what is kept for a resize under way then counts too; now when null, and then it does not
     */
    public Map<Long, Integer> counts(List<InstanceView> guests, @Nullable Instant asOf) {
        return counts(hosts(guests), asOf);
    }

    /** As {@link #counts(List, Instant)}, of guests by their numbers with their hosts' numbers. */
    public Map<Long, Integer> counts(Map<Long, Long> hosts, @Nullable Instant asOf) {
        if (hosts.isEmpty()) {
            return Map.of();
        }
        String ids = hosts.keySet().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        Sql.Row<Counted> each = row -> new Counted(row.getLong(1), row.getLong(2), row.getInt(3));
        List<Counted> all = asOf == null
                ? sql.rows(
                        "select instance_id, host_id, count(*) from gpu_hold_view where present"
                                + " and instance_id = any (?::bigint[]) group by instance_id, host_id",
                        each,
                        ids)
                : sql.rows(
                        "select holder::bigint, (shown ->> 'hostId')::bigint, count(*) from view_history,"
                                + " jsonb_array_elements_text(shown -> 'holders') as holder where kind = ?"
                                + " and valid @> ?::timestamptz and holder::bigint = any (?::bigint[]) group by 1, 2",
                        each,
                        GpuProjection.HISTORY,
                        asOf,
                        ids);
        return all.stream()
                .filter(counted -> Objects.equals(hosts.get(counted.guest()), counted.host()))
                .collect(Collectors.toMap(Counted::guest, Counted::parts));
    }

    private static Map<Long, Long> hosts(List<InstanceView> guests) {
        Map<Long, Long> hosts = new HashMap<>();
        for (InstanceView guest : guests) {
            Long host = guest.hostId;
            if (host != null) {
                hosts.put(guest.id, host);
            }
        }
        return hosts;
    }

    /** How many parts a guest has on a host. */
    private record Counted(long guest, long host, int parts) {}

    /** What each of these guests has on the host that it is on; those without are left out. */
    public Map<Long, List<GpuPart>> of(List<InstanceView> guests) {
        Map<Long, Long> hosts = hosts(guests);
        return GpuHoldView.<GpuHoldView>list("present and instanceId in ?1", hosts.keySet()).stream()
                .filter(hold -> Objects.equals(hosts.get(hold.instanceId), hold.hostId))
                .sorted(IN_ORDER)
                .collect(Collectors.groupingBy(
                        hold -> hold.instanceId, Collectors.mapping(GpuHoldView::fact, Collectors.toList())));
    }

    /** Which hosts of a site have left what is wanted, as committed so far. */
    public Predicate<HostId> able(SiteId site, List<GpuWish> wishes) {
        if (wishes.isEmpty()) {
            return host -> true;
        }
        Map<Long, List<Stock>> stocks = stocks(
                "select gpu.host_id, gpu.model, gpu.slice_type, cardinality(gpu.holders),"
                        + " cardinality(array_positions(gpu.holders, 0::bigint)) from gpu_view gpu"
                        + " join host_view host on host.id = gpu.host_id where host.site_id = ? limit ?",
                site.value(),
                WEIGHED_MAX);
        return host -> wishes.stream()
                .allMatch(wish -> sum(stocks.getOrDefault(host.value(), List.of()), wish, Stock::free) >= wish.count());
    }

    /** What hosts have, by their numbers; those without GPUs are left out. */
    public Map<Long, List<Stock>> stocks(@Nullable Instant asOf) {
        return asOf == null
                ? stocks(
                        "select host_id, model, slice_type, cardinality(holders),"
                                + " cardinality(array_positions(holders, 0::bigint)) from gpu_view limit ?",
                        WEIGHED_MAX)
                : stocks(
                        "select (shown ->> 'hostId')::bigint, shown ->> 'model', shown ->> 'sliceType',"
                                + " jsonb_array_length(shown -> 'holders'), (select count(*) from"
                                + " jsonb_array_elements_text(shown -> 'holders') holder where holder = '0')::integer"
                                + " from view_history where kind = ? and valid @> ?::timestamptz limit ?",
                        GpuProjection.HISTORY,
                        asOf,
                        WEIGHED_MAX);
    }

    private Map<Long, List<Stock>> stocks(String statement, Object... values) {
        return sql
                .rows(
                        statement,
                        row -> new Stock(
                                row.getLong(1), row.getString(2), row.getString(3), row.getInt(4), row.getInt(5)),
                        values)
                .stream()
                .collect(Collectors.groupingBy(Stock::host));
    }

    /** How many parts that suit a wish there are. */
    public static int sum(List<Stock> stocks, GpuWish wish, ToIntFunction<Stock> which) {
        return stocks.stream()
                .filter(stock -> wish.suits(stock.model(), stock.sliceType()))
                .mapToInt(which)
                .sum();
    }

    /** A card of a host: how many guests may have a part of it, and how many parts no guest has. */
    public record Stock(long host, String model, @Nullable String sliceType, int parts, int free) {}
}
