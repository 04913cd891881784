package myidc.api.tenant.volume;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import myidc.api.tenant.account.Grantable;
import myidc.api.tenant.wire.GrantGuard;
import myidc.compute.read.Instances;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VolumeId;
import myidc.storage.StorageRefusal;
import myidc.storage.read.VolumeView;
import myidc.storage.read.Volumes;
import org.jspecify.annotations.Nullable;

/** The caller's tenant's volumes, and of those the ones grants let a restricted user have; all others are not found. */
@Singleton
public final class OwnVolumes implements Grantable {
    private static final String KIND = "volume";

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Volumes volumes;
    private final Instances instances;

    OwnVolumes(CurrentCaller callers, GrantGuard guard, Volumes volumes, Instances instances) {
        this.callers = callers;
        this.guard = guard;
        this.volumes = volumes;
        this.instances = instances;
    }

    List<VolumeView> seen(@Nullable Instant asOf) {
        LongPredicate sees = guard.sees(KIND);
        return volumes.of(callers.get().ownTenant(), asOf).stream()
                .filter(row -> sees.test(row.id))
                .toList();
    }

    /** Those of a guest that the caller sees. */
    List<VolumeView> on(long guest) {
        LongPredicate sees = guard.sees(KIND);
        return volumes.on(new InstanceId(guest)).stream()
                .filter(row -> sees.test(row.id))
                .toList();
    }

    VolumeView readable(long id, @Nullable Instant asOf) {
        VolumeView row = own(id, asOf);
        guard.mayRead(KIND, id);
        return row;
    }

    VolumeView changeable(long id) {
        VolumeView row = own(id, null);
        guard.mayChange(KIND, id);
        return row;
    }

    /** Labels of guests that have volumes. */
    Map<Long, String> labels(Collection<VolumeView> rows) {
        List<Long> guests = rows.stream()
                .map(row -> row.instanceId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return guests.isEmpty()
                ? Map.of()
                : instances.byNumber(guests).values().stream()
                        .collect(Collectors.toMap(guest -> guest.id, guest -> guest.label));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Thing> of(TenantId tenant) {
        return volumes.of(tenant, null).stream()
                .map(row -> new Thing(row.id, row.label))
                .toList();
    }

    private VolumeView own(long id, @Nullable Instant asOf) {
        return volumes.find(callers.get().ownTenant(), new VolumeId(id), asOf)
                .orElseThrow(() -> Refused.because(StorageRefusal.VOLUME_NOT_FOUND, "Not found"));
    }
}
