package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import myidc.compute.FoundCommand.FollowFound;
import myidc.compute.FoundCommand.Seen;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.Power;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sql;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jboss.logging.Logger;

/**
 * Guests that were given up as not started, as happens while their host is silent, and that run there after all: the book
 * follows. One that was simply found running is somebody's to judge.
 */
@Singleton
class RunsAfterAll {
    private static final Logger LOG = Logger.getLogger(RunsAfterAll.class);
    private static final Caller HEALER = Caller.program("host-watch");
    private static final int AT_ONCE = 100;

    private final Sql sql;
    private final Commands commands;
    private final MachineRoom room;
    private final RoomCalls calls;

    RunsAfterAll(Sql sql, Commands commands, MachineRoom room, RoomCalls calls) {
        this.sql = sql;
        this.commands = commands;
        this.room = room;
        this.calls = calls;
    }

    void follow(HostId host) {
        for (InstanceId guest : seenRunning(host)) {
            try {
                if (calls.within(() -> room.state(host, guest)) == Power.RUNNING) {
                    commands.sendAs(HEALER, new FollowFound(guest, Seen.RUNNING));
                }
            } catch (Refused | RoomFailed e) {
                LOG.infof("Whether %s runs after all is asked again: %s", guest, e.getMessage());
            }
        }
    }

    @Transactional
    List<InstanceId> seenRunning(HostId host) {
        return sql.rows(
                "select guest.id from instance_view guest join host_sight_guest seen on seen.host_id = guest.host_id"
                        + " and seen.instance_id = guest.id where guest.host_id = ? and guest.status = 'OFFLINE'"
                        + " and guest.failure is not null and guest.work is null and seen.running"
                        + " order by guest.id limit ?",
                row -> new InstanceId(row.getLong(1)),
                host.value(),
                AT_ONCE);
    }
}
