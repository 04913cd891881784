package myidc.compute.reconcile;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.compute.WatchdogCommand.FollowFallen;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.Ending;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Seat;
import myidc.compute.port.RoomEndings;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sql;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jboss.logging.Logger;

/**
 * Follows guests that ran and stopped by themselves. Left alone are those of hosts that are silent, lost or being emptied, those
 * whose turn in a wave has yet to come or lasts, and those of suspended tenants.
 */
@Singleton
class Watchdog {
    private static final Logger LOG = Logger.getLogger(Watchdog.class);
    private static final Caller WATCHDOG = Caller.program("watchdog");
    private static final int AT_ONCE = 100;

    /** Which of the guests that run by the book are looked after. */
    private static final String LOOKED_AFTER =
            "guest.status = 'RUNNING' and guest.work is null and host.state in ('ACTIVE', 'CORDONED')"
                    + " and not exists (select from tenant_view owner where owner.id = guest.tenant_id and owner.suspended)"
                    + " and not exists (select from wave_guest_view turn join wave_view wave on wave.id = turn.wave_id"
                    + " where turn.instance_id = guest.id and (turn.state = 'BEGUN' or (turn.state = 'WAITING' and"
                    + " (wave.state in ('RUNNING', 'PAUSED') or (wave.state = 'PROPOSED' and wave.deed = 'BOOT')))))";

    private final Sql sql;
    private final Commands commands;
    private final MachineRoom room;
    private final RoomEndings unconnected;
    private final RoomCalls calls;

    Watchdog(Sql sql, Commands commands, MachineRoom room, RoomEndings unconnected, RoomCalls calls) {
        this.sql = sql;
        this.commands = commands;
        this.room = room;
        this.unconnected = unconnected;
        this.calls = calls;
    }

    @Scheduled(
            every = "${myidc.room.watch-every:5s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lookAtRoom() {
        List<Seat> fallen = unconnected.fallen();
        if (!fallen.isEmpty()) {
            toLookAt(fallen).forEach(this::look);
        }
    }

    /** What is seen to be off on a host that has just answered. */
    void follow(HostId host) {
        seenOff(host).forEach(guest -> look(new Seat(host, guest)));
    }

    private void look(Seat seat) {
        InstanceId guest = seat.guest();
        try {
            Optional<Long> version = version(seat);
            if (version.isPresent()) {
                Ending ending = calls.within(() -> room.ending(seat.host(), guest));
                if (ending != Ending.OTHERWISE) {
                    commands.sendAs(
                            WATCHDOG, new FollowFallen(guest, seat.host(), version.get(), ending == Ending.CRASHED));
                }
            }
        } catch (Refused | RoomFailed e) {
            LOG.infof("Whether %s stopped by itself is asked again: %s", guest, e.getMessage());
        }
    }

    @Transactional
    List<InstanceId> seenOff(HostId host) {
        return sql.rows(
                "select guest.id from instance_view guest join host_view host on host.id = guest.host_id"
                        + " join host_sight_guest seen on seen.host_id = guest.host_id and seen.instance_id = guest.id"
                        + " where guest.host_id = ? and not seen.running and " + LOOKED_AFTER
                        + " order by guest.id limit ?",
                row -> new InstanceId(row.getLong(1)),
                host.value(),
                AT_ONCE);
    }

    /** Of those that once fell, which the book has running. */
    @Transactional
    List<Seat> toLookAt(List<Seat> fallen) {
        String numbers = fallen.stream()
                .map(seat -> String.valueOf(seat.guest().value()))
                .collect(Collectors.joining(",", "{", "}"));
        return sql.rows(
                "select guest.host_id, guest.id from instance_view guest join host_view host on host.id = guest.host_id"
                        + " where guest.id = any(?::bigint[]) and host.uri is null and " + LOOKED_AFTER
                        + " order by guest.id limit ?",
                row -> new Seat(new HostId(row.getLong(1)), new InstanceId(row.getLong(2))),
                numbers,
                AT_ONCE);
    }

    /** How many facts there are of the guest, before its host is asked; empty when it is to be left alone. */
    @Transactional
    Optional<Long> version(Seat seat) {
        return sql.row(
                "select (select max(stored.sequence_number) from domain_event stored where stored.aggregate_id = ?)"
                        + " from instance_view guest join host_view host on host.id = guest.host_id"
                        + " where guest.id = ? and guest.host_id = ? and " + LOOKED_AFTER,
                row -> row.getLong(1),
                seat.guest().text(),
                seat.guest().value(),
                seat.host().value());
    }
}
