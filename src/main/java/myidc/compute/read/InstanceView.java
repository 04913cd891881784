package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import myidc.compute.event.AlertLevels;
import myidc.compute.event.Deviation;
import myidc.compute.event.GuestConfig.Device;
import myidc.compute.event.GuestSize;
import myidc.compute.event.Resources;
import org.jspecify.annotations.Nullable;

/** A guest as screens show it. */
@Entity
@Table(name = "instance_view")
public class InstanceView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long tenantId;
    public String label = "";

    /** Name of the guest's {@link myidc.compute.InstanceState}. */
    public String status = "";

    public String plan = "";
    public int vcpus;
    public long memoryMb;
    public long diskMb;
    public int transferGb;
    public @Nullable String image;
    public long siteId;
    public String region = "";

    /** The region's name that the tenant used; null when it was the region's own. */
    public @Nullable String regionAlias;

    public String[] tags = {};
    public @Nullable Long hostId;

    /** The storage pool its disk lies in; null when it lies on the host. */
    public @Nullable Long poolId;

    /** When its disk was given its place in the pool. */
    public @Nullable Instant diskPlacedAt;

    public @Nullable Long assignmentId;
    public @Nullable Long prefixId;
    public @Nullable String address;
    public @Nullable Integer prefixLength;
    public @Nullable String gateway;

    /** Whether its room must be told anew before it starts: its interfaces or root's password were changed. */
    public boolean arranged;

    /** What went wrong last; null once something went right. */
    public @Nullable String failure;

    /** What the machine room does to it beside its own life: DISKS or BACKUP; null for nothing. */
    public @Nullable String work;

    /** What it finds in its slots when it starts for rescue, as {@link DeviceLines} has it; null when it starts as ever. */
    public @Nullable String rescue;

    /** Whether it has backups, or is to have them once it is there. */
    public boolean backups;

    /** The English name of a day; null for the house's choice. */
    public @Nullable String backupDay;

    public @Nullable Integer backupHour;
    public String backupZone = "Z";

    /** When the last backup by the calendar was begun, or backups were enabled. */
    public @Nullable Instant backupBegunAt;

    /** When the last backup was done. */
    public @Nullable Instant backedUpAt;

    /** How early it starts after a power cut, 0 to 100, the highest first. */
    public int startPriority;

    /** Name of its {@link myidc.compute.MaintenancePolicy}. */
    public String maintenancePolicy = "MIGRATE";

    /** Whether it is promised that its disks are encrypted. */
    public boolean encrypted;

    /** Whether it is started again when it stops by itself. */
    public boolean watched = true;

    /** Above what its tenant is told; null for the usual. */
    public @Nullable Integer alertCpu;

    public @Nullable Integer alertNetworkIn;
    public @Nullable Integer alertNetworkOut;
    public @Nullable Integer alertTransfer;
    public @Nullable Integer alertIo;

    /** What it uses more of than its level now, by the names of {@link myidc.compute.AlertCommand.Alert}. */
    public String[] alerts = {};

    /** In what it is left defined otherwise on its host, by part and what is there. */
    public String[] deviationsLeft = {};

    /** Those of them that nobody left as they are. */
    public List<Deviation> unknown(List<Deviation> deviations) {
        List<String> left = Arrays.asList(deviationsLeft);
        return deviations.stream()
                .filter(each -> !left.contains(FoundGuests.kept(each)))
                .toList();
    }

    /** The host it goes to; null when it goes nowhere. */
    public @Nullable Long goalHostId;

    public @Nullable Long goalSiteId;
    public @Nullable Long goalPoolId;

    /** The plan it is being resized to. */
    public @Nullable String wantedPlan;

    public @Nullable Integer wantedVcpus;
    public @Nullable Long wantedMemoryMb;
    public @Nullable Long wantedDiskMb;

    /** Whether it is to run on while it is resized, where its host can do that. */
    public boolean warmResize;

    /** Whether it is switched off to go to another host, since the size that it goes there for was wanted so. */
    public boolean movesCold;

    /** The lock that keeps it from being deleted; null for none. */
    public @Nullable Long lockId;

    /** Whether that lock keeps its disks and configurations too. */
    public boolean partsLocked;

    /** Whether its tenant gave data for its first start. */
    public boolean userData;

    /** Since when it is its tenant's; null when it always was. */
    public @Nullable Instant ownedSince;

    public Instant requestedAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;

    /** When charging started; null when it never did. */
    public @Nullable Instant provisionedAt;

    /** The region by the name that the tenant used. */
    public String regionShown() {
        String alias = regionAlias;
        return alias == null ? region : alias;
    }

    /** What it finds in its slots when it starts for rescue; null when it starts as ever. */
    public @Nullable List<Device> rescueDevices() {
        String lines = rescue;
        return lines == null ? null : DeviceLines.read(lines);
    }

    /** What of a host a guest of this size takes: a disk in a pool takes nothing of it. */
    public Resources onHost(Resources size) {
        return poolId == null ? size : size.withoutDisk();
    }

    /** What it is to take once resized; its present size unless it is being resized. */
    public Resources wanted() {
        return wantedVcpus == null || wantedMemoryMb == null || wantedDiskMb == null
                ? size().resources()
                : new Resources(wantedVcpus, wantedMemoryMb, wantedDiskMb);
    }

    /** Above what its tenant is told. */
    public AlertLevels alertLevels() {
        return alertCpu == null
                        || alertNetworkIn == null
                        || alertNetworkOut == null
                        || alertTransfer == null
                        || alertIo == null
                ? AlertLevels.usual(vcpus)
                : new AlertLevels(alertCpu, alertNetworkIn, alertNetworkOut, alertTransfer, alertIo);
    }

    public GuestSize size() {
        return new GuestSize(plan, vcpus, memoryMb, diskMb, transferGb);
    }
}
