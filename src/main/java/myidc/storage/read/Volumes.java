package myidc.storage.read;

import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import myidc.platform.asof.Histories;
import myidc.platform.ops.LiveAudience;
import myidc.shared.Page;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;

/** Reads volumes. */
@Singleton
public final class Volumes implements LiveAudience {
    /** A tenant has so many at most. */
    public static final int MOST = 500;

    /** A guest has so many at most beside its own disk, as Linode's have: sdb to sdh. */
    public static final int OF_A_GUEST_MOST = 7;

    private static final Page.Ask ALL = new Page.Ask(1, Page.SIZE_MAX);

    private final Histories histories;
    private final Pools pools;

    Volumes(Histories histories, Pools pools) {
        this.histories = histories;
        this.pools = pools;
    }

    /** A tenant's volumes by number, now or as of an instant. */
    public List<VolumeView> of(TenantId tenant, @Nullable Instant asOf) {
        if (asOf != null) {
            Map<String, Long> where = Map.of("tenantId", tenant.value());
            return histories
                    .asOf(new Histories.Listing(VolumeProjection.HISTORY, asOf, where, ALL), VolumeView.class)
                    .data();
        }
        return VolumeView.<VolumeView>find("tenantId", Sort.by("id"), tenant.value())
                .page(0, MOST)
                .list();
    }

    /** A tenant's own volume; another tenant's is as if it were not. */
    public Optional<VolumeView> find(TenantId tenant, VolumeId id, @Nullable Instant asOf) {
        Optional<VolumeView> row =
                asOf == null ? find(id) : histories.asOf(VolumeProjection.HISTORY, id.value(), asOf, VolumeView.class);
        return row.filter(volume -> volume.tenantId == tenant.value());
    }

    public Optional<VolumeView> find(VolumeId id) {
        return VolumeView.findByIdOptional(id.value());
    }

    /** Volumes that a guest has or is to have, by number. */
    public List<VolumeView> on(InstanceId guest) {
        return VolumeView.<VolumeView>find("instanceId", Sort.by("id"), guest.value())
                .page(0, MOST)
                .list();
    }

    /**
     * Where a new volume goes: pools of the whole site share volumes in proportion to what each can still store. Drawn by
     * the volume's number, so that a second try gives the same pool. Empty when the site has no such pool.
     */
    public Optional<PoolId> poolFor(SiteId site, VolumeId volume) {
        List<PoolOffer> offers =
                pools.offers(site).stream().filter(PoolOffer::wholeSite).toList();
        if (offers.isEmpty()) {
            return Optional.empty();
        }
        double lot = new SplittableRandom(volume.value()).nextDouble();
        double total = offers.stream().mapToDouble(PoolOffer::free).sum();
        if (total == 0) {
            return Optional.of(offers.get((int) (lot * offers.size())).poolId());
        }
        double left = lot * total;
        for (PoolOffer offer : offers) {
            left -= offer.free();
            if (left < 0) {
                return Optional.of(offer.poolId());
            }
        }
        return Optional.of(offers.getLast().poolId());
    }

    /** Whether a site has a pool that volumes may lie in. */
    public boolean isOfferedAt(SiteId site) {
        return pools.offers(site).stream().anyMatch(PoolOffer::wholeSite);
    }

    @Override
    public boolean owns(TenantId tenant, String thing) {
        return thing.matches("volume-[0-9]{1,18}")
                && find(tenant, new VolumeId(Long.parseLong(thing.substring(7))), null)
                        .isPresent();
    }
}
