package myidc.api;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.billing.read.Leases;
import myidc.billing.read.Leases.LeaseRow;
import myidc.compute.read.Images;
import myidc.compute.read.Instances;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import myidc.storage.read.Volumes;
import myidc.tenancy.TenancyRefusal;

/** What still stands in an account and would be billed on, or lost, if it were closed. */
@Singleton
public final class LeftBehind {
    private final Instances instances;
    private final Volumes volumes;
    private final Images images;
    private final Leases leases;
    private final Clock clock;

    LeftBehind(Instances instances, Volumes volumes, Images images, Leases leases, Clock clock) {
        this.instances = instances;
        this.volumes = volumes;
        this.images = images;
        this.leases = leases;
        this.clock = clock;
    }

    /** How much there is of what; nothing of what there is none of. */
    public Map<String, Integer> of(TenantId tenant) {
        Map<String, Integer> left = new LinkedHashMap<>();
        left.put("machines", instances.idsOf(tenant).size());
        left.put("volumes", volumes.of(tenant, null).size());
        left.put("images", images.of(tenant).size());
        left.put("leases", running(tenant));
        left.values().removeIf(count -> count == 0);
        return left;
    }

    /** Refuses, with how much there is of what. */
    public void refuseAny(TenantId tenant) {
        Map<String, Integer> left = of(tenant);
        if (!left.isEmpty()) {
            throw Refused.because(
                    TenancyRefusal.TENANT_NOT_EMPTY,
                    "The account is closed only once nothing is left in it; there are still "
                            + left.entrySet().stream()
                                    .map(kind -> kind.getKey() + ": " + kind.getValue())
                                    .collect(Collectors.joining(", ")));
        }
    }

    private int running(TenantId tenant) {
        Instant now = clock.instant();
        return (int) leases.list(tenant, new Page.Ask(1, Page.SIZE_MAX)).data().stream()
                .map(LeaseRow::until)
                .filter(until -> until == null || until.isAfter(now))
                .count();
    }
}
