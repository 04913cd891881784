package myidc.api.tenant.linode;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.compute.BackupCommand.ScheduleBackups;
import myidc.compute.GuestContentCommand.BeginAsClone;
import myidc.compute.placement.InstanceCreation.Order;
import myidc.compute.read.BackupView;
import myidc.compute.read.Backups;
import myidc.compute.read.Instances;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.BackupId;
import myidc.shared.id.InstanceId;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** What requests about guests say of backups. */
@Singleton
final class BackupRequests {
    private static final String SCHEDULE = "backups.schedule";
    private static final Pattern WINDOW = Pattern.compile("W([0-9]{1,2})");
    private static final String LEFT_OPEN = "Scheduling";

    private final Commands commands;
    private final CurrentCaller callers;
    private final Tenants tenants;
    private final Backups backups;
    private final GuestSources sources;
    private final Instances instances;

    BackupRequests(
            Commands commands,
            CurrentCaller callers,
            Tenants tenants,
            Backups backups,
            GuestSources sources,
            Instances instances) {
        this.instances = instances;
        this.commands = commands;
        this.callers = callers;
        this.tenants = tenants;
        this.backups = backups;
        this.sources = sources;
    }

    /** The backup that a new guest is to begin with; null when it begins with none. */
    @Nullable
    BackupView wanted(@Nullable Long asked, Order order) {
        if (asked == null) {
            return null;
        }
        BackupView found = backups.kept(order.tenantId(), new BackupId(asked))
                .orElseThrow(() -> invalid("backup_id", "is not valid"));
        if (order.image() != null) {
            throw invalid("image", "cannot be given with a backup_id");
        }
        if (!found.region.equals(order.region())) {
            throw invalid("region", "must be that of the backup, " + found.region);
        }
        return found;
    }

    /** Where nothing is said of it, a guest made of a backup has its disks encrypted if the one has that it was made of. */
    Order asEncrypted(BackupView backup, Order order) {
        boolean encrypted = order.encrypted() == null
                && instances
                        .find(new InstanceId(backup.instanceId))
                        .filter(source -> source.encrypted)
                        .isPresent();
        return encrypted ? order.with(true) : order;
    }

    /** To be called within the work that makes the guest. */
    void begin(InstanceId fresh, BackupView backup) {
        GuestSources.Contents contents = sources.restored(fresh, backup);
        commands.send(
                new BeginAsClone(fresh, new InstanceId(backup.instanceId), contents.disks(), contents.configs(), null));
    }

    /** When backups are to be made, by the hours of the tenant's own zone; null when the request does not say. */
    @Nullable
    ScheduleBackups schedule(InstanceId guest, @Nullable JsonNode asked) {
        JsonNode schedule = asked == null ? null : asked.get("schedule");
        if (schedule == null || schedule.isNull()) {
            return null;
        }
        String day = text(SCHEDULE + ".day", schedule.get("day"));
        String window = text(SCHEDULE + ".window", schedule.get("window"));
        ZoneId zone = ZoneId.of(tenants.find(callers.get().ownTenant()).orElseThrow().timeZone);
        return new ScheduleBackups(guest, day, window == null ? null : hour(window), zone);
    }

    private static @Nullable String text(String field, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw invalid(field, "is not valid");
        }
        return node.asText().equals(LEFT_OPEN) ? null : node.asText();
    }

    private static int hour(String window) {
        Matcher matcher = WINDOW.matcher(window);
        if (!matcher.matches()) {
            throw invalid(SCHEDULE + ".window", "must be W0 to W22, or Scheduling");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static Refused invalid(String field, String rule) {
        return Refused.field(CommonRefusal.INVALID_FIELD, field, field + " " + rule);
    }
}
