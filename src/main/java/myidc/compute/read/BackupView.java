package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import myidc.shared.id.DiskId;
import org.jspecify.annotations.Nullable;

/** A backup of a guest. */
@Entity
@Table(name = "backup_view")
public class BackupView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long instanceId;
    public long tenantId;
    public @Nullable String label;
    public boolean automatic;

    /** TAKING, KEPT or FAILED. */
    public String status = "";

    public long poolId;
    public String region = "";
    public String[] configs = {};

    /** One line for each: number, size in MiB, filesystem, label. */
    public String disks = "";

    /** Why it could not be taken. */
    public @Nullable String failure;

    public Instant createdAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;
    public @Nullable Instant finishedAt;

    public List<Held> held() {
        return disks.lines().map(Held::of).toList();
    }

    /**
     * A disk in a backup.
     *
     * @param sizeMb in MiB
     */
    public record Held(DiskId diskId, long sizeMb, String filesystem, String label) {
        private static final int PARTS = 4;

        static Held of(String line) {
            String[] parts = line.split(" ", PARTS);
            return new Held(new DiskId(Long.parseLong(parts[0])), Long.parseLong(parts[1]), parts[2], parts[3]);
        }

        String line() {
            return diskId.value() + " " + sizeMb + " " + filesystem + " " + label;
        }
    }
}
