package myidc.driver.simulated;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.platform.db.Sql;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** Faults an operator has asked the simulated room for, so that one may see what happens then. */
@Singleton
public class RoomFaults {
    private static final Set<String> METHODS = Set.of(
            "define",
            "start",
            "stop",
            "reboot",
            "grow",
            "undefine",
            "filter",
            "volume",
            "state",
            "move",
            "settle",
            "backUp",
            "removeBackup",
            "capture");
    private static final int FAULTS_MAX = 1_000;
    private static final String COLUMNS = "id, method, instance_id, remaining, message, kind";

    private final Sql sql;

    RoomFaults(Sql sql) {
        this.sql = sql;
    }

    /**
     * From now on the next calls of a method fail.
     *
     * @param instance the guest it fails for; null for any
     * @param times how many calls fail, 1 to 1,000,000
     * @param kind in which way; refused when null
     */
    public Fault add(
            @Nullable String method,
            @Nullable Long instance,
            @Nullable Integer times,
            @Nullable String message,
            @Nullable Kind kind) {
        String known = Check.present("operation", method);
        if (!METHODS.contains(known)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "operation", "operation must be one of " + new TreeSet<>(METHODS));
        }
        int remaining = Check.range("times", times == null ? Integer.valueOf(1) : times, 1, 1_000_000);
        String text = Check.optionalText("message", message, 200);
        if (sql.count("select count(*) from room_fault") >= FAULTS_MAX) {
            throw Refused.because(
                    CommonRefusal.INVALID_FIELD, "There may be at most " + FAULTS_MAX + " faults at once");
        }
        return sql.row(
                        "insert into room_fault (method, instance_id, remaining, message, kind)"
                                + " values (?, ?::bigint, ?, ?, ?) returning " + COLUMNS,
                        RoomFaults::fault,
                        known,
                        instance,
                        remaining,
                        text == null ? "simulated fault" : text,
                        (kind == null ? Kind.REFUSED : kind).name())
                .orElseThrow();
    }

    public List<Fault> list() {
        return sql.rows("select " + COLUMNS + " from room_fault order by id limit ?", RoomFaults::fault, FAULTS_MAX);
    }

    /** Ends one fault; false when there is none of this number. */
    public boolean end(long id) {
        return sql.change("delete from room_fault where id = ?", id) == 1;
    }

    /** Ends all faults; answers how many there were. */
    public int clear() {
        return sql.change("delete from room_fault");
    }

    /** Makes a call, or fails in its stead or after it, if a fault is due for it. */
    <R> R meet(String method, InstanceId guest, Supplier<R> call) {
        Fault fault = due(method, guest).orElse(null);
        if (fault == null || fault.kind() == Kind.ANSWER_LOST) {
            R answer = call.get();
            if (fault == null) {
                return answer;
            }
        } else if (fault.kind() == Kind.HANGS) {
            hang();
        }
        throw new RoomFailed(fault.message());
    }

    /** Whoever called ends it when its time is over. */
    private static void hang() {
        try {
            Thread.sleep(Duration.ofDays(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Fault> due(String method, InstanceId guest) {
        if (sql.count("select count(*) from (select 1 from room_fault limit 1) as one") == 0) {
            return Optional.empty();
        }
        String hit = "id = (select id from room_fault where method = ? and coalesce(instance_id, ?) = ?"
                + " order by id limit 1) returning " + COLUMNS;
        return sql.row(
                        "delete from room_fault where remaining = 1 and " + hit,
                        RoomFaults::fault,
                        method,
                        guest.value(),
                        guest.value())
                .or(() -> sql.row(
                        "update room_fault set remaining = remaining - 1 where remaining > 1 and " + hit,
                        RoomFaults::fault,
                        method,
                        guest.value(),
                        guest.value()));
    }

    private static Fault fault(ResultSet row) throws SQLException {
        return new Fault(
                row.getLong("id"),
                row.getString("method"),
                row.getObject("instance_id", Long.class),
                row.getInt("remaining"),
                row.getString("message"),
                Kind.valueOf(row.getString("kind")));
    }

    /** A fault to come: of which method, for which guest (null for any), how often yet, with which words, in which way. */
    public record Fault(long id, String method, @Nullable Long instanceId, int remaining, String message, Kind kind) {}

    /** How a call fails. */
    public enum Kind {
        /** The room says no, and does nothing. */
        REFUSED,
        /** Nothing is done and nothing said until whoever called waits no more. */
        HANGS,
        /** It is done, and whoever called is not told. */
        ANSWER_LOST
    }
}
