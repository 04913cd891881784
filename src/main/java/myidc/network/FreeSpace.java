package myidc.network;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is free between what is taken: aligned blocks of a container, runs of addresses of a network. */
public final class FreeSpace {
    private FreeSpace() {}

    /** The largest aligned blocks that nothing takes, the widest first, then by address. */
    public static List<Cidr> blocks(Cidr container, List<Cidr> taken, int most) {
        List<Cidr> free = new ArrayList<>();
        gather(container, taken, free);
        return free.stream()
                .sorted(Comparator.comparingInt(Cidr::length)
                        .thenComparing(block -> block.network().value()))
                .limit(most)
                .toList();
    }

    private static void gather(Cidr block, List<Cidr> taken, List<Cidr> free) {
        List<Cidr> within = taken.stream().filter(block::covers).toList();
        boolean covered = taken.stream().anyMatch(each -> each.covers(block));
        if (covered) {
            return;
        }
        if (within.isEmpty()) {
            free.add(block);
            return;
        }
        for (Cidr half : block.halves()) {
            gather(half, within, free);
        }
    }

    /**
     * The longest runs of addresses that nobody has, the longest first, then by address.
     *
     * @param taken addresses in order
     * @param gateway never free; null when the network has none
     */
    public static List<Run> runs(Cidr network, boolean pool, List<Ip> taken, @Nullable Ip gateway) {
        List<Ip> closed = new ArrayList<>(taken);
        if (gateway != null) {
            closed.add(gateway);
        }
        closed.sort(Comparator.comparing(Ip::value));
        List<Run> runs = new ArrayList<>();
        BigInteger next = network.first(pool).value();
        BigInteger end = network.last(pool).value();
        for (Ip each : closed) {
            add(
                    runs,
                    network.family(),
                    next,
                    each.value().subtract(BigInteger.ONE).min(end));
            next = next.max(each.value().add(BigInteger.ONE));
        }
        add(runs, network.family(), next, end);
        return runs.stream()
                .sorted(Comparator.comparing(Run::count)
                        .reversed()
                        .thenComparing(run -> run.first().value()))
                .toList();
    }

    private static void add(List<Run> runs, int family, BigInteger first, BigInteger last) {
        if (first.compareTo(last) <= 0) {
            runs.add(new Run(
                    new Ip(family, first),
                    new Ip(family, last),
                    last.subtract(first).add(BigInteger.ONE)));
        }
    }

    /** Addresses from the first to the last, both included. */
    public record Run(Ip first, Ip last, BigInteger count) {}
}
