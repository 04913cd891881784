package myidc.compute.port;

import java.util.List;
import java.util.Map;
import myidc.compute.port.HostProbe.Counts;
import myidc.shared.id.HostId;

/** How guests are counted of hosts that are not connected. */
public interface RoomCounts {
    /** What guests that run have used since each was started, by host. */
    Map<HostId, List<Counts>> counts();
}
