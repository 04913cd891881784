package myidc.driver.simulated;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import myidc.compute.port.HostProbe.Counts;
import myidc.compute.port.HostProbe.Passed;
import myidc.compute.port.RoomCounts;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;

/**
 * What simulated guests use: invented, always the same for a guest at an instant, with the course of a day and of shorter
 * times, and below every level that a tenant is told of.
 */
@Singleton
public final class SimulatedCounts implements RoomCounts {
    private static final int GUESTS_MAX = 10_000;
    private static final double NANOS = 1e9;
    private static final double KIB = 1_024;

    private final Sql sql;
    private final Clock clock;

    SimulatedCounts(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public Map<HostId, List<Counts>> counts() {
        Instant now = clock.instant();
        Map<HostId, List<Counts>> byHost = new LinkedHashMap<>();
        List<Running> all = sql.rows(
                "select host_id, instance_id, vcpus, memory_mb, wires, started_at from simulated_guest"
                        + " where running and started_at < ? order by host_id, instance_id limit ?",
                row -> new Running(
                        new HostId(row.getLong(1)),
                        new InstanceId(row.getLong(2)),
                        row.getInt(3),
                        row.getLong(4),
                        interfaces(row.getString(5)),
                        Sql.instant(row, "started_at")),
                now,
                GUESTS_MAX);
        for (Running guest : all) {
            byHost.computeIfAbsent(guest.host(), none -> new ArrayList<>()).add(counts(guest, now));
        }
        return byHost;
    }

    /** A line for each; a guest that nothing was arranged for has one. */
    private static int interfaces(String wires) {
        return Math.max(1, (int) wires.lines().count());
    }

    static Counts counts(Running guest, Instant now) {
        Course course = new Course(guest.id().value());
        double busy = course.between(0.04, 0.30, 0);
        return new Counts(
                guest.id(),
                course.used(busy * guest.vcpus() * NANOS, guest.since(), now, 1),
                Math.round(guest.memoryMb() * course.between(0.3, 0.7, 2)),
                course.used(course.between(10, 200, 3) * KIB, guest.since(), now, 4),
                course.used(course.between(10, 150, 5) * KIB, guest.since(), now, 6),
                IntStream.range(0, guest.interfaces())
                        .mapToObj(index -> new Passed(
                                course.used(course.between(5, 60, 7) * KIB, guest.since(), now, 8 + 2 * index),
                                course.used(course.between(5, 50, 7) * KIB, guest.since(), now, 9 + 2 * index)))
                        .toList());
    }

    /**
     * A guest that runs.
     *
     * @param since when it was started
     */
    record Running(HostId host, InstanceId id, int vcpus, long memoryMb, int interfaces, Instant since) {}

    /** How the use of a guest goes up and down: waves of a day, of an hour and a half and of minutes, each guest's at a time of its own. */
    private record Course(long seed) {
        private static final double[] PERIODS_S = {86_400, 5_400, 840};

        /** Together less than 1, so that nothing is ever used less than not at all. */
        private static final double[] SWINGS = {0.45, 0.25, 0.2};

        private static final double MILLIS = 1e3;

        /** The guest's own number in that range. */
        double between(double least, double most, int which) {
            return least + (most - least) * unit(which);
        }

        /** What a mean use of so much a second comes to between both instants. */
        long used(double meanPerSecond, Instant from, Instant until, int which) {
            return Math.round(meanPerSecond * (area(until, which) - area(from, which)));
        }

        /** The area below the waves from the epoch on, in seconds of mean use. */
        private double area(Instant at, int which) {
            double seconds = at.toEpochMilli() / MILLIS;
            double area = seconds;
            for (int wave = 0; wave < PERIODS_S.length; wave++) {
                double turn = 2 * Math.PI / PERIODS_S[wave];
                double phase = 2 * Math.PI * unit(PERIODS_S.length * which + wave + 1_000);
                area -= SWINGS[wave] / turn * Math.cos(turn * seconds + phase);
            }
            return area;
        }

        /** From 0 to 1, spread evenly over guests (SplitMix64). */
        private double unit(int which) {
            long mixed = seed * 0x9E3779B97F4A7C15L + which * 0xD1B54A32D192ED03L;
            mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            mixed ^= mixed >>> 31;
            return (mixed >>> 11) * 0x1.0p-53;
        }
    }
}
