package myidc.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import myidc.demo.Demand.UnusableDemand;

/**
 * Reads arrivals as the Azure trace of 2017 has them: CSV, plain or gzipped, one guest a line. A batch is one tenant's
 * burst; which tenant, is drawn with a fixed seed. A guest whose end the trace did not see (censored) stays.
 */
public final class TraceFile {
    private static final String HEADER = "arrival_s,batch,flavor,vcpu,mem_gb,dur_bin,censored";
    private static final int COLUMNS = 7;
    private static final int VCPUS_MAX = 512;
    private static final BigDecimal MEMORY_GB_MAX = new BigDecimal(4_096);
    private static final BigDecimal MB_PER_GB = new BigDecimal(1024);

    private final Path file;
    private final RandomGenerator lifetimes = new SplittableRandom(Demand.SEED);
    private final Map<String, Size> sizes = new HashMap<>();
    private long firstAtS = -1;
    private long lastAtS;

    private TraceFile(Path file) {
        this.file = file;
    }

    /** The first {@code arrivalsMax} arrivals of the file. */
    public static Demand read(Path file, int arrivalsMax) {
        TraceFile trace = new TraceFile(file);
        try (BufferedReader lines = trace.open()) {
            return trace.read(lines, arrivalsMax);
        } catch (IOException e) {
            throw new UnusableDemand("The trace " + file + " cannot be read: " + e.getMessage());
        }
    }

    private BufferedReader open() throws IOException {
        InputStream bytes = Files.newInputStream(file);
        boolean gzipped = file.getFileName().toString().endsWith(".gz");
        return new BufferedReader(
                new InputStreamReader(gzipped ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
    }

    private Demand read(BufferedReader lines, int arrivalsMax) throws IOException {
        String header = lines.readLine();
        if (!HEADER.equals(header)) {
            throw new UnusableDemand("The trace " + file + " must begin with the line " + HEADER);
        }
        List<Arrival> arrivals = new ArrayList<>();
        String line;
        for (int number = 2; arrivals.size() < arrivalsMax && (line = lines.readLine()) != null; number++) {
            try {
                arrivals.add(arrival(line));
            } catch (IllegalArgumentException e) {
                throw new UnusableDemand("The trace " + file + ", line " + number + ": " + e.getMessage());
            }
        }
        return new Demand("The trace " + file, arrivals);
    }

    private Arrival arrival(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("must have " + COLUMNS + " cells, has " + cells.length);
        }
        long atS = whole("arrival_s", cells[0], 0, Long.MAX_VALUE);
        long batch = whole("batch", cells[1], 0, Long.MAX_VALUE);
        Size size = size(cells[2], (int) whole("vcpu", cells[3], 1, VCPUS_MAX), cells[4]);
        int bin = (int) whole("dur_bin", cells[5], 0, LifetimeBins.COUNT - 1);
        boolean stays = whole("censored", cells[6], 0, 1) == 1;
        if (firstAtS < 0) {
            firstAtS = atS;
            lastAtS = atS;
        }
        if (atS < lastAtS) {
            throw new IllegalArgumentException("arrival_s must not go back, is " + atS + " after " + lastAtS);
        }
        lastAtS = atS;
        long sinceFirstS = (atS - firstAtS) / Demand.STEP_S * Demand.STEP_S;
        long livesS = LifetimeBins.drawS(bin, lifetimes);
        return new Arrival(sinceFirstS, tenantOf(batch), size, stays ? null : livesS);
    }

    private Size size(String flavor, int vcpus, String memoryGb) {
        Size size = new Size(vcpus, memoryMb(memoryGb));
        Size known = sizes.putIfAbsent(flavor, size);
        if (known != null && !known.equals(size)) {
            throw new IllegalArgumentException("flavor " + flavor + " was " + known.label() + " before");
        }
        if (sizes.size() > Demand.SIZES_MAX) {
            throw new IllegalArgumentException("flavor " + flavor + " is one more than " + Demand.SIZES_MAX);
        }
        return size;
    }

    private static int memoryMb(String memoryGb) {
        BigDecimal gb;
        try {
            gb = new BigDecimal(memoryGb);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("mem_gb must be a decimal, is '" + memoryGb + "'", e);
        }
        if (gb.signum() <= 0 || gb.compareTo(MEMORY_GB_MAX) > 0) {
            throw new IllegalArgumentException("mem_gb must be above 0 and at most " + MEMORY_GB_MAX + ", is " + gb);
        }
        return Math.max(1, gb.multiply(MB_PER_GB).intValue());
    }

    /** The few first tenants get more bursts than the many last ones. */
    static int tenantOf(long batch) {
        double drawn = new SplittableRandom(Demand.SEED ^ batch * 0x9E3779B97F4A7C15L).nextDouble();
        return (int) (Demand.TENANTS * drawn * Math.sqrt(drawn));
    }

    private static long whole(String column, String text, long min, long max) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(column + " must be a whole number, is '" + text + "'", e);
        }
        if (value < min || value > max) {
            throw new IllegalArgumentException(column + " must be at least " + min
                    + (max == Long.MAX_VALUE ? "" : " and at most " + max) + ", is " + value);
        }
        return value;
    }
}
