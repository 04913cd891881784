package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Collectors;
import myidc.compute.event.HostEvent.HostConnected;
import myidc.compute.event.HostEvent.HostDisconnected;
import myidc.compute.port.HostProbe.Seen;
import myidc.compute.port.MachineRoom.Power;
import myidc.platform.axon.Handler;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;

/** What was last seen of each connected host. Measurements: a rebuild of the views leaves them as they are. */
@Singleton
@ProcessingGroup("compute.read")
class HostSights implements Handler {
    private final Sql sql;

    HostSights(Sql sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(HostConnected fact) {
        sql.change(
                "insert into host_sight (host_id, due_at) values (?, clock_timestamp()) on conflict (host_id) do update"
                        + " set due_at = excluded.due_at, failures = 0, error = null",
                fact.hostId().value());
    }

    @EventHandler
    void on(HostDisconnected fact) {
        sql.change("delete from host_sight where host_id = ?", fact.hostId().value());
    }

    /** Hosts to look at now, each for one portal, and due again after so many seconds. */
    List<Due> due(int most, int everySeconds) {
        return sql.rows(
                "with due as materialized (select host_id from host_sight where due_at <= clock_timestamp()"
                        + " order by due_at limit ? for update skip locked)"
                        + " update host_sight sight set due_at = clock_timestamp() + make_interval(secs => ?)"
                        + " from due join host_view host on host.id = due.host_id"
                        + " where sight.host_id = due.host_id and host.uri is not null"
                        + " returning sight.host_id, host.uri",
                row -> new Due(new HostId(row.getLong(1)), row.getString(2)),
                most,
                everySeconds);
    }

    /** The host answered; how it was before by {@link #failed}. */
    @Transactional
    Before answered(HostId host, Seen seen) {
        String guests = seen.guests().stream()
                .map(guest -> guest.id().value() + ":" + (guest.power() == Power.RUNNING))
                .collect(Collectors.joining(","));
        sql.change("delete from host_sight_guest where host_id = ?", host.value());
        sql.change(
                "insert into host_sight_guest (host_id, instance_id, running)"
                        + " select host_id, split_part(guest, ':', 1)::bigint, split_part(guest, ':', 2)::boolean"
                        + " from host_sight, string_to_table(nullif(?, ''), ',') as guest where host_id = ?",
                guests,
                host.value());
        return sql.row(
                        "with before as (select told_lost, failures from host_sight where host_id = ? for update)"
                                + " update host_sight set looked_at = clock_timestamp(), answered_at = clock_timestamp(),"
                                + " name = ?, software = ?, vcpus = ?, memory_mb = ?, disk_mb = ?, failures = 0,"
                                + " error = null, told_lost = false, storage_found = ?, storage_pools = ? from before where host_id = ?"
                                + " returning before.told_lost, before.failures",
                        row -> new Before(row.getBoolean(1), row.getInt(2) > 0),
                        host.value(),
                        seen.name(),
                        seen.software(),
                        seen.capacity().vcpus(),
                        seen.capacity().memoryMb(),
                        seen.capacity().diskMb(),
                        seen.storage().found().name(),
                        seen.storage().pools(),
                        host.value())
                .orElse(new Before(false, false));
    }

    /** The host gave no answer; whether that was the one after which it is told lost. */
    boolean failed(HostId host, @Nullable String cause, int lostAfter) {
        return sql.row(
                        "with before as (select told_lost from host_sight where host_id = ? for update)"
                                + " update host_sight sight set looked_at = clock_timestamp(), failures = failures + 1,"
                                + " error = ?, told_lost = sight.told_lost or failures + 1 >= ? from before where host_id = ?"
                                + " returning failures = ? or (sight.told_lost and not before.told_lost)",
                        row -> row.getBoolean(1),
                        host.value(),
                        cause,
                        lostAfter,
                        host.value(),
                        lostAfter)
                .orElse(false);
    }

    /** That the host is lost, or has returned, could not be told. */
    void untold(HostId host, boolean lost) {
        sql.change("update host_sight set told_lost = ? where host_id = ?", !lost, host.value());
    }

    /** A host to look at. */
    record Due(HostId host, String uri) {}

    /** How a host was until it answered: told lost, or at least silent when it was looked at last. */
    record Before(boolean lost, boolean silent) {}
}
