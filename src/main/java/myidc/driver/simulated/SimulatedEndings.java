package myidc.driver.simulated;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.compute.port.MachineRoom.Seat;
import myidc.compute.port.RoomEndings;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;

/** Simulated guests that stopped by themselves, which they do on request. */
@Singleton
public final class SimulatedEndings implements RoomEndings {
    private static final int GUESTS_MAX = 10_000;

    private final Sql sql;

    SimulatedEndings(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Seat> fallen() {
        return sql.rows(
                "select host_id, instance_id from simulated_guest where not running and ending is not null"
                        + " order by instance_id limit ?",
                row -> new Seat(new HostId(row.getLong(1)), new InstanceId(row.getLong(2))),
                GUESTS_MAX);
    }
}
