package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import myidc.compute.read.Instances;
import myidc.compute.read.Instances.Promised;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.storage.StorageRefusal;
import myidc.storage.event.VolumeFigures;
import myidc.storage.read.Capacities;
import myidc.storage.read.PoolOperations;
import myidc.storage.read.PoolReportView;
import myidc.storage.read.PoolRules;
import myidc.storage.read.PoolView;
import myidc.storage.read.Pools;
import org.jspecify.annotations.Nullable;

/** How full pools are, when they will be, with whose data, and what their disks can do. */
@Path("/admin/v1/capacity")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class CapacityResource {
    private final Reads reads;

    CapacityResource(Reads reads) {
        this.reads = reads;
    }

    /** Pools that reported by then, of a site or of all; a pool without a report is left out. */
    @GET
    public Page<CapacityJson> list(
            @QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Instant at = AsOf.instant(asOf);
        Map<Long, Promised> promised = reads.guests().promised(at);
        Page<PoolView> pools = reads.pools().list(siteId, at, page.ask());
        List<CapacityJson> rows = new ArrayList<>();
        for (PoolView pool : pools.data()) {
            capacity(pool, at, promised).ifPresent(rows::add);
        }
        return Page.of(rows, page.ask(), pools.results());
    }

    @GET
    @Path("/{id}")
    public CapacityJson one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        return capacity(known(id, at), at, reads.guests().promised(at)).orElseThrow(() -> silent(id));
    }

    private Optional<CapacityJson> capacity(PoolView pool, @Nullable Instant at, Map<Long, Promised> promised) {
        PoolId id = new PoolId(pool.id);
        return reads.capacities()
                .report(id, at)
                .map(report -> CapacityJson.of(new CapacityJson.Parts(
                        pool,
                        report,
                        reads.capacities().fillings(report),
                        reads.rules().thresholds(id, at == null ? reads.clock().instant() : at),
                        promised.getOrDefault(pool.id, Promised.NOTHING))));
    }

    /** The figures at two instants, each by the latest report by then, and what changed between them. */
    @GET
    @Path("/{id}/difference")
    public DifferenceJson difference(
            @PathParam("id") long id, @QueryParam("from") AsOf from, @QueryParam("to") AsOf to) {
        Instant earlier = Check.present("from", AsOf.instant(from));
        Instant later = later(earlier, to);
        known(id, null);
        PoolId pool = new PoolId(id);
        PoolReportView before = reads.capacities().report(pool, earlier).orElseThrow(() -> silent(id));
        PoolReportView after = reads.capacities().report(pool, later).orElseThrow(() -> silent(id));
        return DifferenceJson.of(before, after);
    }

    /** Pools of a site, or of all, at two instants: their sums, and each pool. */
    @GET
    @Path("/difference")
    public SiteDifferenceJson siteDifference(
            @QueryParam("siteId") @Nullable Long siteId, @QueryParam("from") AsOf from, @QueryParam("to") AsOf to) {
        Instant earlier = Check.present("from", AsOf.instant(from));
        Instant later = later(earlier, to);
        List<SiteDifferenceJson.Pair> pairs = new ArrayList<>();
        Page.Ask all = new Page.Ask(1, Page.SIZE_MAX);
        for (PoolView pool : reads.pools().list(siteId, null, all).data()) {
            PoolId id = new PoolId(pool.id);
            Optional<PoolReportView> before = reads.capacities().report(id, earlier);
            reads.capacities()
                    .report(id, later)
                    .ifPresent(after -> pairs.add(new SiteDifferenceJson.Pair(pool, before.orElse(null), after)));
        }
        return SiteDifferenceJson.of(earlier, later == null ? reads.clock().instant() : later, pairs);
    }

    private static @Nullable Instant later(Instant earlier, AsOf to) {
        Instant later = AsOf.instant(to);
        if (later != null && later.isBefore(earlier)) {
            throw Refused.field(StorageRefusal.REPORT_INVALID, "to", "to must not be before from");
        }
        return later;
    }

    /** How pools filled, of a site, of one or of all: the last report of each day, of so many days. */
    @GET
    @Path("/course")
    public List<PoolCourses.CourseJson> course(
            @QueryParam("siteId") @Nullable Long siteId,
            @QueryParam("poolId") @Nullable Long poolId,
            @QueryParam("days") @Nullable Long days,
            @QueryParam("asOf") AsOf asOf) {
        long most = Check.range("days", days == null ? PoolCourses.DAYS_USUAL : days, 1, PoolCourses.DAYS_MAX);
        Instant at = AsOf.instant(asOf);
        Instant until = at == null ? reads.clock().instant() : at;
        List<PoolView> pools = poolId == null
                ? reads.pools().list(siteId, at, new Page.Ask(1, Page.SIZE_MAX)).data()
                : List.of(known(poolId, at));
        return PoolCourses.of(pools, reads.capacities().course(pools, until, (int) most));
    }

    /** Who fills the pool: tenants by their share of what is stored where it was measured, else by what was promised. */
    @GET
    @Path("/{id}/tenants")
    public Page<PoolTenants.ShareJson> tenants(
            @PathParam("id") long id, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Instant at = AsOf.instant(asOf);
        known(id, at);
        return Page.cut(reads.shares().of(new PoolId(id), at), page.ask());
    }

    /** Volumes as the pool's tools named them, with the guest whose disk bears such a name. */
    @GET
    @Path("/{id}/volumes")
    public Page<ToolVolumeJson> volumes(
            @PathParam("id") long id, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Instant at = AsOf.instant(asOf);
        known(id, at);
        Page.Ask ask = page.ask();
        List<VolumeFigures> volumes = reads.capacities()
                .report(new PoolId(id), at)
                .map(PoolReportView::toolVolumes)
                .orElse(List.of());
        return Page.of(
                volumes.stream()
                        .skip(ask.offset())
                        .limit(ask.size())
                        .map(volume -> volume(volume, at))
                        .toList(),
                ask,
                volumes.size());
    }

    private ToolVolumeJson volume(VolumeFigures volume, @Nullable Instant at) {
        return Capacities.guestOf(volume.name())
                .flatMap(guest -> reads.guests().find(new InstanceId(guest), at))
                .map(guest -> ToolVolumeJson.of(volume, guest.id, guest.label, guest.tenantId))
                .orElse(ToolVolumeJson.of(volume, null, null, null));
    }

    @GET
    @Path("/{id}/iops")
    public IopsJson iops(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        PoolView pool = known(id, at);
        PoolId known = new PoolId(id);
        return IopsJson.of(
                pool.diskLayout(),
                reads.guests().iopsPromised(known, at),
                reads.operations().used(known, at).orElse(null));
    }

    private PoolView known(long id, @Nullable Instant at) {
        return reads.pools()
                .find(new PoolId(id), at)
                .orElseThrow(() -> Refused.because(StorageRefusal.POOL_NOT_FOUND, "There is no pool " + id));
    }

    private static Refused silent(long id) {
        return Refused.because(StorageRefusal.REPORT_NOT_FOUND, "Pool " + id + " had not reported by then");
    }

    /** What is read to answer. */
    @Singleton
    record Reads(
            Pools pools,
            Capacities capacities,
            PoolRules rules,
            Instances guests,
            PoolTenants shares,
            PoolOperations operations,
            Clock clock) {}

    /** A volume; null is unknown. */
    public record ToolVolumeJson(
            String name,
            @Nullable String parent,
            @Nullable Long provisionedBytes,
            @Nullable Long logicalBytes,
            @Nullable Long reclaimableBytes,
            @Nullable Long instanceId,
            @Nullable String label,
            @Nullable Long tenantId) {
        static ToolVolumeJson of(
                VolumeFigures volume, @Nullable Long guest, @Nullable String label, @Nullable Long tenant) {
            return new ToolVolumeJson(
                    volume.name(),
                    volume.parent(),
                    volume.provisionedBytes(),
                    volume.logicalBytes(),
                    volume.reclaimableBytes(),
                    guest,
                    label,
                    tenant);
        }
    }

    /** A figure before, after and in between; null is unknown. */
    public record ChangeJson(
            String figure,
            @Nullable BigDecimal before,
            @Nullable BigDecimal after,
            @Nullable BigDecimal change) {
        static ChangeJson of(String figure, @Nullable Long before, @Nullable Long after) {
            BigDecimal from = before == null ? null : BigDecimal.valueOf(before);
            BigDecimal to = after == null ? null : BigDecimal.valueOf(after);
            return new ChangeJson(figure, from, to, from == null || to == null ? null : to.subtract(from));
        }
    }

    /** Two reports of a pool, figure by figure. */
    public record DifferenceJson(Instant from, Instant to, List<ChangeJson> changes) {
        static DifferenceJson of(PoolReportView before, PoolReportView after) {
            return new DifferenceJson(before.takenAt, after.takenAt, CapacityResource.changes(before, after));
        }
    }

    /** The figures of two reports; those of none are unknown. */
    static List<ChangeJson> changes(@Nullable PoolReportView before, PoolReportView after) {
        return List.of(
                change("logicalBytes", before, after, report -> report.logicalBytes),
                change("usedBytes", before, after, report -> report.physicalBytes),
                change("capacityBytes", before, after, report -> report.capacityBytes),
                change("stopBytes", before, after, report -> report.stopBytes),
                change("inodesUsed", before, after, report -> report.inodesUsed),
                change("overheadBytes", before, after, CapacityResource::overhead),
                change("provisionedBytes", before, after, CapacityResource::provisioned));
    }

    private static ChangeJson change(
            String figure,
            @Nullable PoolReportView before,
            PoolReportView after,
            Function<PoolReportView, @Nullable Long> value) {
        return ChangeJson.of(figure, before == null ? null : value.apply(before), value.apply(after));
    }

    private static @Nullable Long overhead(PoolReportView report) {
        var figures = report.toolFigures();
        return figures == null ? null : figures.stored().overheadBytes();
    }

    private static @Nullable Long provisioned(PoolReportView report) {
        var figures = report.toolFigures();
        return figures == null ? null : figures.written().provisionedBytes();
    }
}
