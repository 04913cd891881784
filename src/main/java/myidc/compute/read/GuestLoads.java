package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.platform.db.Sql;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** Reads what guests of connected hosts used, in slots of five minutes. */
@Singleton
public final class GuestLoads {
    /** Slots of 31 days. */
    private static final int SLOTS_MAX = 8_928;

    private final Sql sql;

    GuestLoads(Sql sql) {
        this.sql = sql;
    }

    /** In the order of time; none where nobody counts. */
    public List<Load> of(InstanceId guest, Instant from, Instant until) {
        return sql.rows(
                "select slot, seconds, cpu_nanos, read_bytes, written_bytes, public_in, public_out, private_in,"
                        + " private_out, memory_mb from guest_load where instance_id = ? and slot >= ? and slot < ?"
                        + " and seconds > 0 order by slot limit ?",
                row -> new Load(
                        Sql.instant(row, "slot"),
                        row.getDouble(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        new Passed(row.getLong(6), row.getLong(7)),
                        new Passed(row.getLong(8), row.getLong(9)),
                        row.getObject(10, Long.class)),
                guest.value(),
                from,
                until,
                SLOTS_MAX);
    }

    /** What passed the guest's interfaces to the public network, in bytes. */
    public Passed passed(InstanceId guest, Instant from, Instant until) {
        return sql.row(
                        "select coalesce(sum(public_in), 0)::bigint, coalesce(sum(public_out), 0)::bigint from guest_load"
                                + " where instance_id = ? and slot >= ? and slot < ?",
                        row -> new Passed(row.getLong(1), row.getLong(2)),
                        guest.value(),
                        from,
                        until)
                .orElseThrow();
    }

    /**
     * What a guest used in a slot.
     *
     * @param seconds how much of the slot was looked at
     * @param inside what passed its interfaces to private networks
     * @param memoryMb in MiB; null when the guest did not say
     */
    public record Load(
            Instant slot,
            double seconds,
            long cpuNanos,
            long readBytes,
            long writtenBytes,
            Passed outside,
            Passed inside,
            @Nullable Long memoryMb) {}

    /** In bytes, as the guest sees it. */
    public record Passed(long in, long out) {}
}
