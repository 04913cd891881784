package myidc.compute.port;

import java.util.List;
import myidc.compute.port.MachineRoom.Seat;

/** Which guests stopped by themselves on hosts that are not connected. */
public interface RoomEndings {
    /** Those that are off since, the first 10,000. */
    List<Seat> fallen();
}
