package myidc.driver.simulated;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import myidc.compute.port.ImageStore;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.platform.db.Sql;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.ImageId;
import myidc.shared.id.InstanceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Images as rows: how large they are is kept, what is in them is not. */
@Singleton
@Typed(SimulatedImages.class)
public final class SimulatedImages implements ImageStore {
    /** What of a disk has been written to, as an image of it would find. */
    private static final int WRITTEN_PERCENT = 20;

    private static final long MIB = 1 << 20;

    private final Sql sql;
    private final RoomFaults faults;
    private final Duration latency;

    SimulatedImages(
            Sql sql,
            RoomFaults faults,
            @ConfigProperty(name = "myidc.room.latency", defaultValue = "1500ms") Duration latency) {
        this.sql = sql;
        this.faults = faults;
        this.latency = latency;
    }

    @Override
    public Kept capture(ImageId image, HostId host, InstanceId guest, DiskId disk) {
        pause();
        return faults.meet("capture", guest, () -> taken(image, host, guest, disk));
    }

    private Kept taken(ImageId image, HostId host, InstanceId guest, DiskId disk) {
        long diskMb = sql.row(
                        "select size_mb from simulated_disk where disk_id = ? and instance_id = ? and host_id = ?",
                        row -> row.getLong(1),
                        disk.value(),
                        guest.value(),
                        host.value())
                .orElseThrow(() -> new RoomFailed(disk + " of " + guest + " is not on " + host));
        return put(image, new Kept(diskMb, diskMb * MIB * WRITTEN_PERCENT / 100));
    }

    @Override
    public Kept keep(ImageId image, Path contents, long sizeMb) {
        try {
            return put(image, new Kept(sizeMb, Files.size(contents)));
        } catch (IOException e) {
            throw new RoomFailed("the contents cannot be read", e);
        }
    }

    @Override
    public void remove(ImageId image) {
        pause();
        sql.change("delete from simulated_image where image_id = ?", image.value());
    }

    private Kept put(ImageId image, Kept kept) {
        sql.change(
                "insert into simulated_image (image_id, size_mb, stored_bytes) values (?, ?, ?) on conflict (image_id)"
                        + " do update set size_mb = excluded.size_mb, stored_bytes = excluded.stored_bytes",
                image.value(),
                kept.sizeMb(),
                kept.storedBytes());
        return kept;
    }

    private void pause() {
        if (!latency.isZero()) {
            try {
                Thread.sleep(latency);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RoomFailed("interrupted", e);
            }
        }
    }
}
