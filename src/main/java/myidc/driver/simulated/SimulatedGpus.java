package myidc.driver.simulated;

import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import myidc.compute.event.GpuPart;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;

/** Which simulated guest has which GPU: as on a real host, a device that a guest has is refused to another. */
@Singleton
final class SimulatedGpus {
    private final Sql sql;

    SimulatedGpus(Sql sql) {
        this.sql = sql;
    }

    /** The guest has these and no other, on any host. */
    void hold(Guest guest) {
        for (GpuPart part : guest.gpus()) {
            int held = sql.change(
                    "insert into simulated_gpu (part, host_id, instance_id) values (?, ?, ?) on conflict (part)"
                            + " do update set host_id = excluded.host_id"
                            + " where simulated_gpu.instance_id = excluded.instance_id",
                    part.key(),
                    guest.host().value(),
                    guest.id().value());
            if (held == 0) {
                throw new RoomFailed(part.address() + " of " + guest.host() + " is in use by another guest");
            }
        }
        String kept = guest.gpus().stream().map(GpuPart::key).collect(Collectors.joining(","));
        sql.change(
                "delete from simulated_gpu where instance_id = ? and not (part = any (string_to_array(?, ',')))",
                guest.id().value(),
                kept);
    }

    void free(HostId host, InstanceId guest) {
        sql.change("delete from simulated_gpu where instance_id = ? and host_id = ?", guest.value(), host.value());
    }
}
