package myidc.compute.read;

import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.platform.asof.Histories;
import myidc.shared.Page;
import myidc.shared.id.BackupId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Reads backups of guests, now or as of an instant. */
@Singleton
public final class Backups {
    private static final Page.Ask ALL = new Page.Ask(1, Page.SIZE_MAX);

    private final Histories histories;

    Backups(Histories histories) {
        this.histories = histories;
    }

    /** A guest's backups, the latest first. */
    public List<BackupView> of(InstanceId guest, @Nullable Instant asOf) {
        if (asOf == null) {
            return BackupView.<BackupView>find(
                            "instanceId", Sort.by("createdAt", "id").descending(), guest.value())
                    .page(0, Page.SIZE_MAX)
                    .list();
        }
        Histories.Listing listing =
                new Histories.Listing(BackupProjection.HISTORY, asOf, Map.of("instanceId", guest.value()), ALL);
        return histories.asOf(listing, BackupView.class).data().reversed();
    }

    public Optional<BackupView> find(BackupId id) {
        return BackupView.findByIdOptional(id.value());
    }

    /** A tenant's own backup that was taken; another tenant's is as if it were not. */
    public Optional<BackupView> kept(TenantId tenant, BackupId id) {
        return find(id).filter(backup -> backup.tenantId == tenant.value() && backup.status.equals("KEPT"));
    }
}
