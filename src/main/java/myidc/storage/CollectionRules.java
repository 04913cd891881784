package myidc.storage;

import java.util.List;
import java.util.regex.Pattern;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.storage.event.CollectedVia;
import myidc.storage.event.CollectionPlan;
import myidc.storage.event.ComparedCut;
import myidc.storage.event.DiskLayout;
import myidc.storage.event.PoolKind;
import myidc.storage.event.Thresholds;
import myidc.storage.event.Thresholds.Band;
import myidc.storage.iops.IopsCapacity;
import org.jspecify.annotations.Nullable;

/** What an operator may say of a pool's collection, thresholds and disks; each refusal names the field. */
final class CollectionRules {
    private static final int EVERY_MINUTES_MAX = 1_440;
    private static final int GROUPS_MAX = 50;
    private static final int CUTS_MAX = 50;
    private static final int FORECAST_DAYS_MAX = 3_650;
    private static final String WORD = "[A-Za-z0-9_.+][A-Za-z0-9_.+-]{0,126}";
    private static final Pattern FOLDER = Pattern.compile("(/[A-Za-z0-9_.+ -]{1,126}){1,16}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?");
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    private CollectionRules() {}

    static CollectionPlan checked(PoolKind kind, CollectionPlan plan) {
        String target = target(kind, plan.target());
        if (plan.via() == CollectedVia.AGENT) {
            return new CollectionPlan(CollectedVia.AGENT, target, 0, null, null, null);
        }
        int every = Check.range("everyMinutes", plan.everyMinutes(), 1, EVERY_MINUTES_MAX);
        if (plan.via() == CollectedVia.LOCAL) {
            return new CollectionPlan(CollectedVia.LOCAL, target, every, null, null, null);
        }
        String host = Check.matches("sshHost", plan.sshHost(), HOST, "must be a host's name or address");
        String user = Check.matches("sshUser", plan.sshUser(), USER, "must be a user's name on that host");
        Integer port = plan.sshPort() == null ? null : Check.range("sshPort", plan.sshPort(), 1, 65_535);
        return new CollectionPlan(CollectedVia.SSH, target, every, host, user, port);
    }

    /** What a tool may be asked about: no option, no other folder's way up, nothing a shell would read. */
    static String target(PoolKind kind, @Nullable String target) {
        return switch (kind) {
            case VDO, LVM_THIN ->
                Check.matches("target", target, Pattern.compile(WORD + "/" + WORD), "must be of the form group/volume");
            case ZFS -> Check.matches("target", target, Pattern.compile(WORD), "must be a pool's name");
            case CEPH -> Check.matches("target", target, Pattern.compile(WORD + "|\\*"), "must be a pool's name, or *");
            case SDFS, FILES -> folder(target);
        };
    }

    private static String folder(@Nullable String target) {
        String folder = Check.matches("target", target, FOLDER, "must be an absolute folder of plain names");
        if ((folder + "/").contains("/../")) {
            throw Refused.field(StorageRefusal.COLLECTION_INVALID, "target", "target must not lead upwards");
        }
        return folder;
    }

    static void check(Thresholds thresholds) {
        share("bytes", thresholds.bytes());
        share("inodes", thresholds.inodes());
        share("metadata", thresholds.metadata());
        Band days = thresholds.forecastDays();
        Check.range("forecastDays", days.raiseAt(), 1, FORECAST_DAYS_MAX);
        Check.range("forecastDays", days.clearAt(), 1, FORECAST_DAYS_MAX);
        if (days.clearAt() <= days.raiseAt()) {
            throw Refused.field(
                    StorageRefusal.THRESHOLDS_INVALID, "forecastDays", "forecastDays must clear above where it raises");
        }
    }

    private static void share(String field, Band band) {
        Check.range(field, band.raiseAt(), 1, 100);
        Check.range(field, band.clearAt(), 0, 100);
        if (band.clearAt() >= band.raiseAt()) {
            throw Refused.field(StorageRefusal.THRESHOLDS_INVALID, field, field + " must clear below where it raises");
        }
    }

    static void check(DiskLayout layout) {
        Check.range("readSharePercent", layout.readSharePercent(), 0, 100);
        if (layout.groups().isEmpty() || layout.groups().size() > GROUPS_MAX) {
            throw disks("groups must be between 1 and " + GROUPS_MAX);
        }
        layout.groups().forEach(CollectionRules::check);
    }

    private static void check(DiskLayout.Group group) {
        if (group.disks() < 1 || group.disks() > 100_000) {
            throw disks("groups must have between 1 and 100000 disks");
        }
        boolean ceph = group.protection().equals("CEPH");
        if (!ceph && IopsCapacity.Level.named(group.protection()) == null) {
            throw disks("groups must have a protection of RAID0, RAID1, RAID10, RAID5, RAID6 or CEPH");
        }
        Integer replicas = group.replicas();
        if (ceph && (replicas == null || replicas < 1 || replicas > 10)) {
            throw disks("groups of CEPH must have between 1 and 10 replicas");
        }
        Integer each = group.iopsPerDisk();
        if (each != null && (each < 1 || each > 10_000_000)) {
            throw disks("groups must have between 1 and 10000000 iopsPerDisk");
        }
        if (each == null && !turns(group)) {
            throw disks(
                    "groups must have iopsPerDisk, or seekMillis of at most 100 and turnsPerMinute of at most 20000");
        }
    }

    private static boolean turns(DiskLayout.Group group) {
        Integer turns = group.turnsPerMinute();
        return group.seekMillis() != null
                && group.seekMillis().signum() >= 0
                && group.seekMillis().intValue() <= 100
                && turns != null
                && turns >= 1_000
                && turns <= 20_000;
    }

    static void check(List<ComparedCut> cuts) {
        if (cuts.isEmpty() || cuts.size() > CUTS_MAX) {
            throw Refused.field(
                    StorageRefusal.COMPARISON_INVALID, "methods", "methods must be between 1 and " + CUTS_MAX);
        }
        for (ComparedCut cut : cuts) {
            boolean possible = cut.chunkBytes() > 0
                    && cut.logicalBytes() >= 0
                    && cut.standaloneBytes() >= 0
                    && cut.uniqueChunks() >= 0
                    && cut.chunks() >= 0
                    && cut.ratio().signum() > 0;
            if (!possible) {
                throw Refused.field(
                        StorageRefusal.COMPARISON_INVALID, "methods", "methods must have figures that are possible");
            }
        }
    }

    private static Refused disks(String detail) {
        return Refused.field(StorageRefusal.DISKS_INVALID, "groups", detail);
    }
}
