package myidc.compute.port;

import java.util.Collection;
import java.util.List;
import myidc.compute.event.Resources;
import myidc.compute.port.MachineRoom.Power;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** How a host that is connected is looked at. */
public interface HostProbe {
    /**
     * What the host says of itself now.
     *
     * @throws MachineRoom.RoomFailed when it does not answer within seconds
     */
    Seen look(String uri);

    /**
     * What the host's guests have used since each was started; those that are off have no counts.
     *
     * @throws MachineRoom.RoomFailed when it does not answer within seconds
     */
    List<Counts> counts(String uri);

    /**
     * The host's GPUs as it finds them on its PCI.
     *
     * @throws MachineRoom.RoomFailed when it does not answer within seconds
     */
    List<SeenGpu> gpus(String uri);

    /**
     * A GPU that is there.
     *
     * @param address such as {@code 0000:41:00.0}
     * @param slices the types of slices that it can be cut into; none when it cannot
     */
    record SeenGpu(String address, String vendor, String model, List<SliceType> slices) {}

    /**
     * A type of mediated devices.
     *
     * @param available how many more of it the card gives now
     */
    record SliceType(String id, String name, int available) {}

    /**
     * Counts of a guest that runs, which begin anew when it is started.
     *
     * @param cpuNanos of all its processors together
     * @param memoryMb what it uses, as its balloon says, in MiB; null when it does not say
     * @param interfaces in their order
     */
    record Counts(
            InstanceId id,
            long cpuNanos,
            @Nullable Long memoryMb,
            long readBytes,
            long writtenBytes,
            List<Passed> interfaces) {}

    /** What passed an interface as the guest sees it, in bytes. */
    record Passed(long in, long out) {}

    /**
     * A host as it answered.
     *
     * @param software such as {@code QEMU 7.2.22}
     * @param capacity what the machine has; the disk is what its pool for guests holds
     * @param storage what its pools for guests lie on
     * @param guests those of its guests that bear one of the book's names, at most 10,000
     */
    record Seen(String name, String software, Resources capacity, SeenStorage storage, List<SeenGuest> guests) {}

    /**
     * What pools for guests lie on.
     *
     * @param pools each with its folder and what was found below it, in words; empty where there are none
     */
    record SeenStorage(Found found, String pools) {}

    /** Whether dm-crypt lies below. */
    enum Found {
        DM_CRYPT,
        /** What encrypts by itself is not seen, and would be found so too. */
        NO_DM_CRYPT,
        /** Nobody could look. */
        UNKNOWN;

        /** Of several: below all, or not below one of them, or nobody can say. */
        public static Found of(Collection<Found> each) {
            if (each.contains(NO_DM_CRYPT)) {
                return NO_DM_CRYPT;
            }
            return each.isEmpty() || each.contains(UNKNOWN) ? UNKNOWN : DM_CRYPT;
        }
    }

    /** A guest that is there. */
    record SeenGuest(InstanceId id, Power power) {}
}
