package myidc.billing.rating;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import myidc.shared.time.Period;

/**
 * Measured figures in slots of five minutes on the clock, two directions, whole small units (bit/s, mA).
 */
public final class Slots {
    public static final int SECONDS = 300;
    public static final int PER_DAY = 288;
    public static final long MISSING = -1;
    public static final long BITS_PER_MBPS = 1_000_000;

    private final Instant first;
    private final long[] in;
    private final long[] out;
    private final long perUnit;

    /**
     * Slots over the given arrays, which stay the caller's to fill.
     *
     * @param first start of the first slot
     * @param in figure of each slot; {@link #MISSING} where there is no sample
     * @param perUnit small units in a billed one: 1,000,000 bit/s in a Mbps
     */
    public Slots(Instant first, long[] in, long[] out, long perUnit) {
        if (in.length != out.length) {
            throw new IllegalArgumentException("in and out must have as many slots");
        }
        if (first.getEpochSecond() % SECONDS != 0) {
            throw new IllegalArgumentException("the first slot must start on a multiple of five minutes");
        }
        this.first = first;
        this.in = in;
        this.out = out;
        this.perUnit = perUnit;
    }

    /** Slots that start within the period, all missing. */
    public static Slots empty(Period period, long perUnit) {
        long start = Math.ceilDiv(period.from().getEpochSecond(), SECONDS);
        long end = Math.ceilDiv(period.until().getEpochSecond(), SECONDS);
        int count = Math.toIntExact(Math.max(0, end - start));
        long[] in = new long[count];
        long[] out = new long[count];
        Arrays.fill(in, MISSING);
        Arrays.fill(out, MISSING);
        return new Slots(Instant.ofEpochSecond(start * SECONDS), in, out, perUnit);
    }

    /** Ports of one contract as one: the sum per slot; a slot is missing when any port has no sample in it. */
    public static Slots sum(Collection<Slots> ports) {
        List<Slots> all = List.copyOf(ports);
        Slots like = all.getFirst();
        long[] in = like.in.clone();
        long[] out = like.out.clone();
        for (Slots port : all.subList(1, all.size())) {
            if (!port.first.equals(like.first) || port.count() != in.length || port.perUnit != like.perUnit) {
                throw new IllegalArgumentException("ports must be measured over the same slots in the same unit");
            }
            add(in, port.in);
            add(out, port.out);
        }
        return new Slots(like.first, in, out, like.perUnit);
    }

    public long in(int index) {
        return in[index];
    }

    public long out(int index) {
        return out[index];
    }

    /** Notes what a slot measured. */
    public void set(int index, long inFigure, long outFigure) {
        in[index] = inFigure;
        out[index] = outFigure;
    }

    public long perUnit() {
        return perUnit;
    }

    public int count() {
        return in.length;
    }

    /** Index of the slot in which the instant lies; may lie outside of the slots. */
    public int indexOf(long epochSecond) {
        return Math.toIntExact(Math.floorDiv(epochSecond - first.getEpochSecond(), SECONDS));
    }

    public Instant start(int index) {
        return first.plusSeconds((long) index * SECONDS);
    }

    public int present() {
        int present = 0;
        for (int index = 0; index < in.length; index++) {
            if (in[index] != MISSING && out[index] != MISSING) {
                present++;
            }
        }
        return present;
    }

    private static void add(long[] sum, long[] part) {
        for (int index = 0; index < sum.length; index++) {
            sum[index] = sum[index] == MISSING || part[index] == MISSING ? MISSING : sum[index] + part[index];
        }
    }
}
