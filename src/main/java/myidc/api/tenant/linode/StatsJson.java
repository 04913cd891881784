package myidc.api.tenant.linode;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.ToDoubleFunction;
import myidc.compute.read.GuestLoads.Load;

/**
 * What a guest used, in Linode's words: processor in percent of one, network in bits and storage in blocks of 512 bytes a
 * second. Hosts do not tell IPv6 from IPv4, so all is told as IPv4, and what is swapped is told with the rest.
 */
record StatsJson(String title, DataJson data) {
    private static final double NANOS_PER_PERCENT = 10_000_000;
    private static final double BITS = 8;
    private static final double BLOCK = 512;
    private static final int DECIMALS = 2;

    static StatsJson of(String title, List<Load> loads) {
        NetJson none = new NetJson(List.of(), List.of(), List.of(), List.of());
        return new StatsJson(
                title,
                new DataJson(
                        series(loads, load -> load.cpuNanos() / NANOS_PER_PERCENT),
                        new IoJson(series(loads, load -> (load.readBytes() + load.writtenBytes()) / BLOCK), List.of()),
                        new NetJson(
                                series(loads, load -> load.outside().in() * BITS),
                                series(loads, load -> load.outside().out() * BITS),
                                series(loads, load -> load.inside().in() * BITS),
                                series(loads, load -> load.inside().out() * BITS)),
                        none));
    }

    private static List<List<BigDecimal>> series(List<Load> loads, ToDoubleFunction<Load> used) {
        return loads.stream()
                .map(load -> List.of(
                        BigDecimal.valueOf(load.slot().toEpochMilli()),
                        BigDecimal.valueOf(used.applyAsDouble(load) / load.seconds())
                                .setScale(DECIMALS, RoundingMode.HALF_UP)))
                .toList();
    }

    /** Series of pairs: milliseconds since 1970, and a value. */
    record DataJson(List<List<BigDecimal>> cpu, IoJson io, NetJson netv4, NetJson netv6) {}

    /** Storage. */
    record IoJson(List<List<BigDecimal>> io, List<List<BigDecimal>> swap) {}

    /** Network. */
    @JsonNaming(SnakeCaseStrategy.class)
    record NetJson(
            List<List<BigDecimal>> in,
            List<List<BigDecimal>> out,
            List<List<BigDecimal>> privateIn,
            List<List<BigDecimal>> privateOut) {}
}
