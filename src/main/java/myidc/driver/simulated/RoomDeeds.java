package myidc.driver.simulated;

import jakarta.inject.Singleton;
import java.time.Clock;
import myidc.compute.port.MachineRoom.Ending;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;

/** What an operator has done to the simulated room behind the book's back, so that one may see what happens then. */
@Singleton
public class RoomDeeds {
    private final Sql sql;
    private final Clock clock;

    RoomDeeds(Sql sql, Clock clock) {
        this.clock = clock;
        this.sql = sql;
    }

    /** All guests of a host are off; how many ran. */
    public int cutPower(HostId host) {
        return sql.change(
                "update simulated_guest set running = false, ending = null where host_id = ? and running",
                host.value());
    }

    /** The room knows the guest no more; whether it did. */
    public boolean lose(InstanceId guest) {
        return sql.change("delete from simulated_guest where instance_id = ?", guest.value()) == 1;
    }

    /** The guest has as many processors from its next start on; whether the room knows it. */
    public boolean resize(InstanceId guest, int vcpus) {
        return sql.change("update simulated_guest set vcpus = ? where instance_id = ?", vcpus, guest.value()) == 1;
    }

    /** All may pass the guest's interfaces; whether the room knows it. */
    public boolean changeFilter(InstanceId guest) {
        return sql.change(
                        "update simulated_guest set filter_changed = 'all passes' where instance_id = ?", guest.value())
                == 1;
    }

    /** The guest is on or off; whether the room knows it. */
    public boolean power(InstanceId guest, boolean running) {
        return sql.change(
                        "update simulated_guest set running = ?, ending = null, started_at = case when running then started_at else"
                                + " ?::timestamptz end where instance_id = ?",
                        running,
                        clock.instant(),
                        guest.value())
                == 1;
    }

    /** The guest, which runs, stops by itself; whether it did run. */
    public boolean fall(InstanceId guest, Ending ending) {
        return sql.change(
                        "update simulated_guest set running = false, ending = ? where instance_id = ? and running",
                        ending.name(),
                        guest.value())
                == 1;
    }
}
