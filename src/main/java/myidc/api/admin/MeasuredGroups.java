package myidc.api.admin;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import myidc.api.admin.MeasuredJson.EstimateJson;
import myidc.api.admin.MeasuredJson.FiguresJson;
import myidc.api.admin.MeasuredJson.VolumeJson;
import myidc.shared.Refused;
import myidc.shared.id.PoolId;
import myidc.storage.StorageRefusal;
import myidc.storage.read.MeasuredTenants;
import myidc.storage.read.SketchContents;
import myidc.storage.read.SketchContents.MeasuredPool;
import myidc.storage.read.SketchContents.Owned;
import myidc.storage.sketch.Figures;
import myidc.storage.sketch.Sharing;
import org.jspecify.annotations.Nullable;

/** Finds the volumes that a question means, by what they belong to or by their names, now or as of an instant. */
@Singleton
final class MeasuredGroups {
    private static final int NAMES_MAX = 10_000;

    private final SketchContents contents;
    private final MeasuredTenants tenants;

    MeasuredGroups(SketchContents contents, MeasuredTenants tenants) {
        this.contents = contents;
        this.tenants = tenants;
    }

    /** Volumes of a pool that meet all that is not null. */
    public record GroupRequest(
            @Nullable Long tenantId,
            @Nullable String host,
            @Nullable String tag,
            @Nullable List<String> volumes) {
        boolean means(Owned volume, Set<String> named) {
            return (tenantId == null || tenantId.equals(volume.tenantId()))
                    && (host == null || host.equals(volume.host()))
                    && (tag == null || volume.tags().contains(tag))
                    && (volumes == null || named.contains(volume.name()));
        }
    }

    /** So many volumes, and what they are together. */
    record Group(int volumes, Figures figures) {}

    Group in(PoolId pool, GroupRequest request, @Nullable Instant asOf) {
        Sharing sharing = measured(pool, asOf);
        Set<String> named = named(request);
        for (String name : named) {
            if (sharing.indexOf(name) < 0) {
                throw Refused.field(StorageRefusal.GROUP_INVALID, "volumes", "volumes names an unknown one: " + name);
            }
        }
        byte[] in = marked(contents.owned(pool, asOf), sharing, request);
        if (count(in) == 0) {
            throw Refused.field(StorageRefusal.GROUP_INVALID, "volumes", "no volume of the pool is meant");
        }
        return new Group(count(in), sharing.group(in));
    }

    /** The same over all measured pools. */
    EverywhereJson everywhere(GroupRequest request, @Nullable Instant asOf) {
        Set<String> named = named(request);
        List<PartJson> parts = new ArrayList<>();
        @Nullable Figures sum = null;
        int volumes = 0;
        for (MeasuredPool measured : contents.pools(asOf)) {
            List<Owned> owned = contents.owned(measured.pool(), asOf);
            if (owned.stream().noneMatch(volume -> request.means(volume, named))) {
                continue;
            }
            Sharing sharing = measured(measured.pool(), asOf);
            byte[] in = marked(owned, sharing, request);
            int own = count(in);
            Figures figures = sharing.group(in);
            parts.add(new PartJson(measured.pool().value(), FiguresJson.of(own, figures)));
            sum = sum == null ? figures : sum.and(figures);
            volumes += own;
        }
        if (sum == null) {
            throw Refused.field(StorageRefusal.GROUP_INVALID, "volumes", "no measured volume is meant");
        }
        return new EverywhereJson(FiguresJson.of(volumes, sum), parts);
    }

    private static byte[] marked(List<Owned> owned, Sharing sharing, GroupRequest request) {
        Set<String> named = named(request);
        byte[] in = new byte[sharing.volumes()];
        for (Owned volume : owned) {
            int at = sharing.indexOf(volume.name());
            if (at >= 0 && request.means(volume, named)) {
                in[at] = 1;
            }
        }
        return in;
    }

    private static Set<String> named(GroupRequest request) {
        List<String> given = request.volumes() == null ? List.of() : request.volumes();
        if (given.size() > NAMES_MAX) {
            throw Refused.field(
                    StorageRefusal.GROUP_INVALID, "volumes", "volumes must be at most " + NAMES_MAX + " names");
        }
        Set<String> named = new HashSet<>();
        given.forEach(name -> named.add(String.valueOf(name)));
        return named;
    }

    static int count(byte... in) {
        return (int) IntStream.range(0, in.length).filter(at -> in[at] != 0).count();
    }

    Sharing measured(PoolId pool, @Nullable Instant asOf) {
        return contents.sharing(pool, asOf)
                .orElseThrow(() -> Refused.because(
                        StorageRefusal.NOTHING_MEASURED,
                        "Nothing was measured of " + pool.text() + (asOf == null ? " yet" : " by then")));
    }

    List<MeasuredTenants.Measured> tenants(PoolId pool, @Nullable Instant asOf) {
        return tenants.of(pool, asOf);
    }

    /** The pool's volumes as they were by then, those that take most first. */
    List<VolumeJson> volumes(PoolId pool, Instant asOf) {
        List<Owned> owned = contents.owned(pool, asOf);
        if (owned.isEmpty()) {
            return List.of();
        }
        Sharing sharing = measured(pool, asOf);
        Sharing.Shares shares = sharing.shares();
        return owned.stream()
                .map(volume -> {
                    int at = sharing.indexOf(volume.name());
                    return new VolumeJson(
                            volume.name(),
                            volume.sketchId(),
                            volume.measuredAt(),
                            volume.host(),
                            volume.tenantId(),
                            volume.tags(),
                            sharing.counted(at).bytes().logical(),
                            EstimateJson.of(shares.standalone()[at]),
                            EstimateJson.of(shares.reclaimable()[at]),
                            EstimateJson.of(shares.attributed()[at]));
                })
                .sorted(java.util.Comparator.comparingLong(
                                (VolumeJson volume) -> -volume.attributed().bytes())
                        .thenComparing(VolumeJson::name))
                .toList();
    }

    /** A group over pools: the sum, and each pool's part. */
    public record EverywhereJson(FiguresJson figures, List<PartJson> pools) {}

    /** What of a group is in one pool. */
    public record PartJson(long poolId, FiguresJson figures) {}
}
