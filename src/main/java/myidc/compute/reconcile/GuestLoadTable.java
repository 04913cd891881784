package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import myidc.compute.port.HostProbe.Counts;
import myidc.compute.port.HostProbe.Passed;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;

/**
 * What guests used in each five minutes, from counts that begin anew when a guest is started. What was used while nobody
 * looked for a quarter of an hour is in no slot.
 */
@Singleton
class GuestLoadTable {
    private static final int AT_ONCE_MAX = 10_000;
    private static final List<String> COUNTS =
            List.of("cpu_nanos", "read_bytes", "written_bytes", "public_in", "public_out", "private_in", "private_out");
    private static final String COUNTED = String.join(", ", COUNTS);
    private static final String GIVEN = "unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],"
            + " ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) as seen(instance_id, " + COUNTED + ", memory_mb)";

    private final Sql sql;

    GuestLoadTable(Sql sql) {
        this.sql = sql;
    }

    /** Hosts that are connected and not lost. */
    List<Counted> hosts() {
        return sql.rows(
                "select host.id, host.uri from host_view host join host_sight sight on sight.host_id = host.id"
                        + " where host.uri is not null and not sight.told_lost order by host.id limit ?",
                row -> new Counted(new HostId(row.getLong(1)), row.getString(2)),
                AT_ONCE_MAX);
    }

    Set<HostId> connected() {
        return new HashSet<>(sql.rows(
                "select id from host_view where uri is not null order by id limit ?",
                row -> new HostId(row.getLong(1)),
                AT_ONCE_MAX));
    }

    /** Adds what was used since the last counts of guests that the host has by the book. */
    @Transactional
    void take(HostId host, Instant at, List<Counts> counts) {
        Set<String> inside = privateInterfaces(counts);
        String[] given = {
            all(counts, each -> each.id().value()),
            all(counts, Counts::cpuNanos),
            all(counts, Counts::readBytes),
            all(counts, Counts::writtenBytes),
            all(counts, each -> sum(each, inside, false, Passed::in)),
            all(counts, each -> sum(each, inside, false, Passed::out)),
            all(counts, each -> sum(each, inside, true, Passed::in)),
            all(counts, each -> sum(each, inside, true, Passed::out)),
            counts.stream().map(each -> String.valueOf(each.memoryMb())).collect(Collectors.joining(",", "{", "}"))
        };
        sql.change(added(), with(given, at, at, host.value(), at, at));
        sql.change(
                "insert into guest_counter (instance_id, at, " + COUNTED + ") select seen.instance_id, ?::timestamptz, "
                        + COUNTED + " from " + GIVEN + " where exists (select from instance_view guest where"
                        + " guest.id = seen.instance_id and guest.host_id = ?) on conflict (instance_id) do update set"
                        + " at = excluded.at, " + each("excluded"),
                first(at, with(given, host.value())));
    }

    private static String added() {
        String used = COUNTS.stream()
                .map(one -> "case when seen." + one + " >= before." + one + " then seen." + one + " - before." + one
                        + " else seen." + one + " end")
                .collect(Collectors.joining(", "));
        String grown = COUNTS.stream()
                .map(one -> one + " = load." + one + " + excluded." + one)
                .collect(Collectors.joining(", "));
        return "insert into guest_load as load (instance_id, " + COUNTED + ", memory_mb, slot, seconds)"
                + " select seen.instance_id, " + used + ", seen.memory_mb,"
                + " date_bin('5 minutes', ?::timestamptz, timestamptz 'epoch'),"
                + " extract(epoch from ?::timestamptz - before.at) from " + GIVEN
                + " join guest_counter before on before.instance_id = seen.instance_id"
                + " join instance_view guest on guest.id = seen.instance_id and guest.host_id = ?"
                + " where before.at < ?::timestamptz and before.at > ?::timestamptz - interval '15 minutes'"
                + " on conflict (instance_id, slot) do update set seconds = load.seconds + excluded.seconds,"
                + " memory_mb = coalesce(excluded.memory_mb, load.memory_mb), " + grown;
    }

    private static String each(String from) {
        return COUNTS.stream().map(one -> one + " = " + from + "." + one).collect(Collectors.joining(", "));
    }

    /** The two instants before the arrays, the rest after them, as the statement has them. */
    private static Object[] with(String[] given, Object... others) {
        int before = others.length > 1 ? 2 : 0;
        Object[] all = new Object[given.length + others.length];
        System.arraycopy(others, 0, all, 0, before);
        System.arraycopy(given, 0, all, before, given.length);
        System.arraycopy(others, before, all, before + given.length, others.length - before);
        return all;
    }

    private static Object[] first(Object one, Object[] others) {
        Object[] all = new Object[others.length + 1];
        all[0] = one;
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }

    private Set<String> privateInterfaces(List<Counts> counts) {
        return new HashSet<>(sql.rows(
                "select instance_id || '/' || position from nic_view where purpose <> 'PUBLIC'"
                        + " and instance_id = any (?::bigint[])",
                row -> row.getString(1),
                all(counts, each -> each.id().value())));
    }

    private static long sum(Counts guest, Set<String> inside, boolean wanted, ToLongFunction<Passed> way) {
        long sum = 0;
        for (int at = 0; at < guest.interfaces().size(); at++) {
            if (inside.contains(guest.id().value() + "/" + at) == wanted) {
                sum += way.applyAsLong(guest.interfaces().get(at));
            }
        }
        return sum;
    }

    private static String all(List<Counts> counts, ToLongFunction<Counts> value) {
        return counts.stream()
                .map(each -> String.valueOf(value.applyAsLong(each)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Forgets what is older, some at a time; whether there may be more. */
    boolean forget(Instant before, int most) {
        return sql.change(
                        "delete from guest_load where ctid = any (array(select ctid from guest_load where slot < ? limit ?))",
                        before,
                        most)
                == most;
    }

    /** A host whose guests are counted. */
    record Counted(HostId host, String uri) {}
}
