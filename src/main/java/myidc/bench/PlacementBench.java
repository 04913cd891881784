package myidc.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import myidc.compute.event.Resources;
import myidc.compute.packing.Fleet;
import myidc.compute.packing.Policy;
import myidc.compute.packing.RecentDemand;
import myidc.compute.packing.Room;
import myidc.demo.Arrival;
import myidc.demo.Demand;
import myidc.demo.SampleDemand;
import myidc.demo.TraceFile;

/**
 * How many processors each placement policy has to refuse on a recorded demand, against one host as large as all of them
 * together, and how long a decision takes. Needs no portal.
 */
public final class PlacementBench {
    private static final Resources HOST = new Resources(64, 128 * 1024L, 0);
    private static final int SAMPLE_ARRIVALS = 60_000;
    private static final int SAMPLE_DAYS = 9;
    private static final long STAYS = Long.MAX_VALUE;

    private static final int LEARNT_EVERY = 2_000;
    private static final double KEPT_OF_OLDER = 0.9;

    private final List<Arrival> arrivals;

    private PlacementBench(List<Arrival> arrivals) {
        this.arrivals = arrivals;
    }

    public static void main(String[] args) {
        try {
            Options options = Options.of(args);
            new PlacementBench(options.demand().arrivals()).run(options.hosts());
        } catch (IllegalArgumentException | Demand.UnusableDemand e) {
            System.err.println("myidc: " + e.getMessage());
            System.exit(2);
        }
    }

    private void run(int hosts) {
        System.out.printf(
                Locale.ROOT,
                "%,d arrivals on %,d hosts of %d vCPUs and %d GB%n",
                arrivals.size(),
                hosts,
                HOST.vcpus(),
                HOST.memoryMb() / 1024);
        System.out.printf(
                Locale.ROOT,
                "%-13s %15s %15s %12s %9s %9s%n",
                "policy",
                "rejected cores",
                "rejected guests",
                "decisions/s",
                "median us",
                "p99 us");
        Resources all = new Resources(HOST.vcpus() * hosts, HOST.memoryMb() * hosts, 0);
        print("one host", replay(Policy.FIRST_FIT, 1, all));
        for (Policy policy : Policy.values()) {
            print(policy.name(), replay(policy, hosts, HOST));
        }
    }

    private static void print(String name, Outcome outcome) {
        System.out.printf(
                Locale.ROOT,
                "%-13s %,15d %,15d %,12.0f %9.1f %9.1f%n",
                name,
                outcome.rejectedCores,
                outcome.rejectedGuests,
                1e9 * outcome.nanos.length / Arrays.stream(outcome.nanos).sum(),
                outcome.percentile(50) / 1e3,
                outcome.percentile(99) / 1e3);
    }

    private Outcome replay(Policy policy, int hosts, Resources most) {
        Fleet fleet = new Fleet(policy);
        for (int host = 0; host < hosts; host++) {
            fleet.put(host, Room.empty(most));
        }
        PriorityQueue<Stay> stays = new PriorityQueue<>(Comparator.comparingLong(Stay::untilS));
        Map<Resources, Double> counts = new HashMap<>();
        RecentDemand demand = RecentDemand.of(counts, HOST);
        Outcome outcome = new Outcome(arrivals.size());
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            while (!stays.isEmpty() && stays.peek().untilS() <= arrival.atS()) {
                Stay over = stays.remove();
                fleet.release(over.host(), over.taken());
            }
            Resources wanted =
                    new Resources(arrival.size().vcpus(), arrival.size().memoryMb(), 0);
            counts.merge(wanted, 1.0, Double::sum);
            if (i % LEARNT_EVERY == 0) {
                counts.replaceAll((size, count) -> count * KEPT_OF_OLDER);
                demand = RecentDemand.of(counts, HOST);
            }
            long begun = System.nanoTime();
            OptionalLong host = fleet.place(wanted, demand);
            outcome.nanos[i] = System.nanoTime() - begun;
            if (host.isPresent()) {
                Long livesS = arrival.livesS();
                stays.add(new Stay(livesS == null ? STAYS : arrival.atS() + livesS, host.getAsLong(), wanted));
            } else {
                outcome.rejectedCores += wanted.vcpus();
                outcome.rejectedGuests++;
            }
        }
        return outcome;
    }

    /** A guest on a host until then. */
    private record Stay(long untilS, long host, Resources taken) {}

    private static final class Outcome {
        final long[] nanos;
        long rejectedCores;
        long rejectedGuests;

        Outcome(int decisions) {
            nanos = new long[decisions];
        }

        double percentile(int percent) {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return sorted[(int) Math.min(sorted.length - 1L, (long) sorted.length * percent / 100)];
        }
    }

    private record Options(int hosts, Demand demand) {
        private static final int HOSTS_DEFAULT = 2_150;
        private static final int SAMPLE_HOSTS = 160;
        private static final int HOSTS_MAX = 100_000;

        static Options of(String[] args) {
            int hosts = 0;
            Path trace = null;
            for (int i = 0; i < args.length; i += 2) {
                if (i + 1 < args.length && args[i].equals("--hosts") && args[i + 1].matches("[1-9][0-9]{0,5}")) {
                    hosts = Math.min(HOSTS_MAX, Integer.parseInt(args[i + 1]));
                } else if (i + 1 < args.length && args[i].equals("--trace")) {
                    trace = Path.of(args[i + 1]);
                } else {
                    throw new IllegalArgumentException(
                            "bench placement takes --trace FILE and --hosts N, at most " + HOSTS_MAX);
                }
            }
            if (trace == null) {
                return new Options(hosts == 0 ? SAMPLE_HOSTS : hosts, SampleDemand.of(SAMPLE_ARRIVALS, SAMPLE_DAYS));
            }
            return new Options(hosts == 0 ? HOSTS_DEFAULT : hosts, TraceFile.read(trace, Demand.ARRIVALS_MAX));
        }
    }
}
