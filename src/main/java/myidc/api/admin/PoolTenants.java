package myidc.api.admin;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import myidc.api.admin.MeasuredJson.EstimateJson;
import myidc.compute.read.Instances;
import myidc.compute.read.Instances.Promised;
import myidc.shared.id.PoolId;
import myidc.shared.id.TenantId;
import myidc.storage.read.MeasuredTenants;
import myidc.storage.read.MeasuredTenants.Bytes;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** Who fills a pool: what was promised to tenants' guests, beside what was measured of tenants' volumes. */
@Singleton
final class PoolTenants {
    private static final long NOBODY = 0;

    private final Instances guests;
    private final Tenants tenants;
    private final MeasuredTenants measured;

    PoolTenants(Instances guests, Tenants tenants, MeasuredTenants measured) {
        this.guests = guests;
        this.tenants = tenants;
        this.measured = measured;
    }

    /** The largest first: by what is attributed where anything was measured, else by what was promised. */
    List<ShareJson> of(PoolId pool, @Nullable Instant asOf) {
        Map<Long, Promised> promised = guests.promisedByTenant(pool, asOf);
        Map<Long, MeasuredTenants.Measured> shares = new TreeMap<>();
        for (MeasuredTenants.Measured each : measured.of(pool, asOf)) {
            TenantId tenant = each.tenant();
            shares.put(tenant == null ? NOBODY : tenant.value(), each);
        }
        List<Long> all = new ArrayList<>(promised.keySet());
        shares.keySet().stream().filter(tenant -> !promised.containsKey(tenant)).forEach(all::add);
        return all.stream()
                .map(tenant -> share(tenant, promised.getOrDefault(tenant, Promised.NOTHING), shares.get(tenant)))
                .sorted(Comparator.comparingLong((ShareJson share) -> -size(share))
                        .thenComparingLong(share -> -share.promisedBytes()))
                .toList();
    }

    private static long size(ShareJson share) {
        EstimateJson attributed = share.attributed();
        return attributed == null ? 0 : attributed.bytes();
    }

    private ShareJson share(long tenant, Promised promised, MeasuredTenants.@Nullable Measured share) {
        String name = tenant == NOBODY
                ? null
                : tenants.find(new TenantId(tenant)).map(known -> known.name).orElse(null);
        return new ShareJson(
                tenant == NOBODY ? null : tenant,
                name,
                promised.guests(),
                promised.bytes(),
                share == null ? null : share.volumes(),
                share == null ? null : share.logicalBytes(),
                share == null ? null : estimate(share.physical()),
                share == null ? null : estimate(share.reclaimable()),
                share == null ? null : estimate(share.attributed()));
    }

    private static EstimateJson estimate(Bytes bytes) {
        return new EstimateJson(bytes.bytes(), bytes.plusMinus());
    }

    /**
     * A tenant's share of a pool; what was not measured is null.
     *
     * @param tenantId null for measured volumes of nobody
     * @param promisedBytes of its guests' disks there, whatever is written
     * @param volumes measured ones
     * @param physical what they take alone
     * @param reclaimable what deleting all of them would free
     * @param attributed their share of what is stored
     */
    public record ShareJson(
            @Nullable Long tenantId,
            @Nullable String tenantName,
            long guests,
            long promisedBytes,
            @Nullable Integer volumes,
            @Nullable Long logicalBytes,
            @Nullable EstimateJson physical,
            @Nullable EstimateJson reclaimable,
            @Nullable EstimateJson attributed) {}
}
