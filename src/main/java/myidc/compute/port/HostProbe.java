package myidc.compute.port;

import java.util.List;
import myidc.compute.event.Resources;
import myidc.compute.port.MachineRoom.Power;
import myidc.shared.id.InstanceId;

/** How a host that is connected is looked at. */
public interface HostProbe {
    /**
     * What the host says of itself now.
     *
     * @throws MachineRoom.RoomFailed when it does not answer within seconds
     */
    Seen look(String uri);

    /**
     * A host as it answered.
     *
     * @param software such as {@code QEMU 7.2.22}
     * @param capacity what the machine has; the disk is what its pool for guests holds
     * @param guests those of its guests that bear one of the book's names, at most 10,000
     */
    record Seen(String name, String software, Resources capacity, List<SeenGuest> guests) {}

    /** A guest that is there. */
    record SeenGuest(InstanceId id, Power power) {}
}
