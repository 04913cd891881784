package myidc.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processor time used so far by this process and, from {@code /proc}, by its PostgreSQL with all that serve it. */
record CpuTime(double jvmMs, double postgresMs) {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Ticks of a second in {@code /proc}; 100 on every Linux there is. */
    private static final double MS_PER_TICK = 10;

    static CpuTime now() {
        return new CpuTime(PROCESS.getProcessCpuTime() / 1e6, ofPostgres() * MS_PER_TICK);
    }

    CpuTime since(CpuTime before) {
        return new CpuTime(jvmMs - before.jvmMs, postgresMs - before.postgresMs);
    }

    double ms() {
        return jvmMs + postgresMs;
    }

    /** The server's own, those of its processes that ended, and those of its processes that run; 0 away from Linux. */
    private static long ofPostgres() {
        try {
            Path postmaster = Path.of(System.getProperty("myidc.home"), "postgres", "postmaster.pid");
            if (!Files.isReadable(postmaster) || !Files.isDirectory(Path.of("/proc/self"))) {
                return 0;
            }
            long pid = Long.parseLong(Files.readAllLines(postmaster).getFirst().strip());
            long ticks = 0;
            try (Stream<Path> all = Files.list(Path.of("/proc"))) {
                for (Path each : all.filter(
                                path -> path.getFileName().toString().matches("[0-9]+"))
                        .toList()) {
                    ticks += ticks(each.resolve("stat"), pid);
                }
            }
            return ticks;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long ticks(Path stat, long postmaster) {
        try {
            String text = Files.readString(stat);
            long pid = Long.parseLong(text.substring(0, text.indexOf(' ')));
            List<String> rest =
                    List.of(text.substring(text.lastIndexOf(')') + 2).strip().split(" "));
            long own = Long.parseLong(rest.get(11)) + Long.parseLong(rest.get(12));
            if (pid == postmaster) {
                return own + Long.parseLong(rest.get(13)) + Long.parseLong(rest.get(14));
            }
            return Long.parseLong(rest.get(1)) == postmaster ? own : 0;
        } catch (IOException e) {
            // The process ended between the listing and the reading; its time is with its parent now.
            return 0;
        }
    }
}
