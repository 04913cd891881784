package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.platform.db.Sql;

/** What guests of connected hosts used on average, and of the month's traffic. */
@Singleton
public final class GuestAverages {
    private static final int GUESTS_MAX = 100_000;
    private static final double NANOS_PER_PERCENT = 10_000_000;
    private static final double BITS_PER_MEGABIT = 1_000_000 / 8.0;
    private static final double BLOCK = 512;
    private static final double BYTES_PER_GB = 1L << 30;
    private static final double WHOLE = 100;

    /** How much of the time must have been looked at. */
    private static final double ENOUGH = 0.9;

    private final Sql sql;

    GuestAverages(Sql sql) {
        this.sql = sql;
    }

    /**
     * By the numbers of guests that were counted in the whole of the time, give or take a slot.
     *
     * @param month since when traffic counts against the quota
     */
    public Map<Long, Average> of(Instant from, Instant until, Instant month) {
        Map<Long, Average> averages = new HashMap<>();
        double enough = (until.getEpochSecond() - from.getEpochSecond()) * ENOUGH;
        sql.rows(
                "select used.*, coalesce((select sum(passed.public_in + passed.public_out) from guest_load passed where"
                        + " passed.instance_id = used.instance_id and passed.slot >= ? and passed.slot < ?), 0)::bigint"
                        + " from (select instance_id, sum(seconds), sum(cpu_nanos)::bigint,"
                        + " sum(public_in + private_in)::bigint, sum(public_out + private_out)::bigint,"
                        + " sum(read_bytes + written_bytes)::bigint from guest_load where slot >= ? and slot < ?"
                        + " group by instance_id having sum(seconds) >= ? order by instance_id limit ?) used",
                row -> averages.put(row.getLong(1), Average.of(row.getDouble(2), new long[] {
                    row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7)
                })),
                month,
                until,
                from,
                until,
                enough,
                GUESTS_MAX);
        return averages;
    }

    /** Numbers of guests above a level of which nothing was counted in all of the time. */
    public List<Long> silent(Instant from, Instant until) {
        return sql.rows(
                "select id from instance_view where cardinality(alerts) > 0 and not exists (select from guest_load where"
                        + " instance_id = id and slot >= ? and slot < ?) order by id limit ?",
                row -> row.getLong(1),
                from,
                until,
                GUESTS_MAX);
    }

    /**
     * On average.
     *
     * @param cpuPercent of one processor
     * @param ioPerSecond blocks of 512 bytes
     * @param monthBytes what passed to and from the public network since the month began
     */
    public record Average(double cpuPercent, double inMbps, double outMbps, double ioPerSecond, long monthBytes) {
        private static Average of(double seconds, long[] sums) {
            return new Average(
                    sums[0] / seconds / NANOS_PER_PERCENT,
                    sums[1] / seconds / BITS_PER_MEGABIT,
                    sums[2] / seconds / BITS_PER_MEGABIT,
                    sums[3] / seconds / BLOCK,
                    sums[4]);
        }

        /** How much of so many GiB passed, in percent; nothing of no quota. */
        public double percentOf(int quotaGb) {
            return quotaGb == 0 ? 0 : monthBytes / BYTES_PER_GB / quotaGb * WHOLE;
        }
    }
}
