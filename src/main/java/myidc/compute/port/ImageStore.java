package myidc.compute.port;

import java.nio.file.Path;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.ImageId;
import myidc.shared.id.InstanceId;

/**
 * Where tenants' own images lie. Every method may be called again with the same arguments, and then leaves the store as
 * one call would. No method is called inside a transaction. Each throws {@link MachineRoom.RoomFailed} when it could not.
 */
public interface ImageStore {
    /** Copies a disk of the guest's into an image, whether the guest runs or not. */
    Kept capture(ImageId image, HostId host, InstanceId guest, DiskId disk);

    /** Keeps the contents of a file, which its caller deletes afterwards. */
    Kept keep(ImageId image, Path contents, long sizeMb);

    /** Frees what the image takes; an unknown image is no error. */
    void remove(ImageId image);

    /**
     * What the store has.
     *
     * @param sizeMb in MiB: what a disk made from it needs at least
     * @param storedBytes what it takes in the store
     */
    record Kept(long sizeMb, long storedBytes) {}
}
