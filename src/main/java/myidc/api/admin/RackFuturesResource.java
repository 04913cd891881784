package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.capacity.RackFuture;
import myidc.inventory.capacity.RackFuture.Change;
import myidc.inventory.capacity.RackFuture.Figures;
import myidc.inventory.capacity.RackFuture.Kind;
import myidc.inventory.catalog.DeviceTypes;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.Devices;
import myidc.inventory.read.LayoutView;
import myidc.inventory.read.Layouts;
import myidc.inventory.read.RackFills;
import myidc.inventory.read.RackFills.Filled;
import myidc.inventory.read.RackView;
import myidc.inventory.read.Racks;
import myidc.inventory.read.ReservationView;
import myidc.inventory.read.Reservations;
import myidc.inventory.read.Sites;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.DeviceId;
import myidc.shared.id.LayoutId;
import myidc.shared.id.ReservationId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** What racks will have left once devices that drain have gone, orders have come, and plans are carried out. */
@Path("/admin/v1/rack-futures")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class RackFuturesResource {
    private static final int RACKS_MAX = 5_000;
    private static final int CHANGES_MAX = 100_000;

    private final Views views;

    RackFuturesResource(Views views) {
        this.views = views;
    }

    /** Racks of a site that something is on its way to or from, by name; racks that plans set up are told beside. */
    @GET
    public FuturesJson futures(@QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf) {
        long site = Check.range("siteId", siteId, 1, Long.MAX_VALUE);
        if (views.sites().find(new SiteId(site)).isEmpty()) {
            throw Refused.field(InventoryRefusal.SITE_UNKNOWN, "siteId", "siteId names no site");
        }
        Instant at = AsOf.instant(asOf);
        Map<Long, RackView> racks = views.racks().ofSite(site, at, RACKS_MAX).stream()
                .collect(Collectors.toMap(rack -> rack.id, rack -> rack));
        Coming coming = new Coming(at, new HashMap<>(), new ArrayList<>(), new HashSet<>());
        for (String state : List.of("APPROVED", "SUBMITTED")) {
            all(page -> views.layouts().list(site, state, at, page)).forEach(plan -> plan(plan, coming));
        }
        all(page -> views.devices().list(new Devices.Filter("DRAINING", null, site, null), at, page)).stream()
                .filter(device -> !coming.handled().contains(device.id))
                .forEach(device -> coming.add(device.rackId, Change.out(Kind.DRAINS, device.name, null, of(device))));
        ordered(racks.keySet(), coming);
        coming.changes().keySet().retainAll(racks.keySet());
        Map<Long, Filled> fills = views.fills()
                .of(
                        racks.values().stream()
                                .filter(rack -> coming.changes().containsKey(rack.id))
                                .toList(),
                        at);
        List<FutureJson> shown = coming.changes().entrySet().stream()
                .map(each -> FutureJson.of(
                        Objects.requireNonNull(racks.get(each.getKey())),
                        RackFuture.of(
                                Objects.requireNonNull(fills.get(each.getKey())).fill(), each.getValue())))
                .sorted(Comparator.comparing(FutureJson::name).thenComparingLong(FutureJson::rackId))
                .toList();
        return new FuturesJson(site, at, shown, coming.racks());
    }

    private void plan(LayoutView plan, Coming coming) {
        String cause = new LayoutId(plan.id).text();
        for (LayoutView.Step step : plan.steps) {
            Long number = step.deviceId();
            DeviceView device = number == null
                    ? null
                    : views.devices().find(new DeviceId(number), coming.at()).orElse(null);
            switch (step.deed()) {
                case "MOVE", "INSTALL" -> {
                    if (device != null) {
                        leave(device, cause, coming);
                        // Units that the step takes of kept space are taken already.
                        BigDecimal units =
                                step.reservationId() == null ? of(device).units() : BigDecimal.ZERO;
                        Figures figures = new Figures(units, device.weightKg, device.maxDrawW);
                        coming.add(step.rackId(), Change.in(Kind.PLAN_ADDS, device.name, cause, figures));
                    }
                }
                case "REMOVE", "RETIRE" -> {
                    if (device != null) {
                        leave(device, cause, coming);
                    }
                }
                case "ORDER" ->
                    views.types()
                            .find(step.deviceTypeId() == null ? 0 : step.deviceTypeId())
                            .ifPresent(type -> coming.add(
                                    step.rackId(),
                                    Change.in(
                                            Kind.PLAN_ADDS,
                                            step.name() == null ? type.model : step.name(),
                                            cause,
                                            new Figures(type.heightU, type.weightKg, type.maxDrawW))));
                case "ADD_RACK" ->
                    coming.racks()
                            .add(new NewRackJson(
                                    step.rackName() == null ? "" : step.rackName(),
                                    cause,
                                    step.heightU() == null ? 0 : step.heightU()));
                default -> {
                    // A rack that is removed has to be empty: nothing of its room is counted on.
                }
            }
        }
    }

    private static void leave(DeviceView device, String cause, Coming coming) {
        if (device.rackId != null && coming.handled().add(device.id)) {
            coming.add(device.rackId, Change.out(Kind.PLAN_REMOVES, device.name, cause, of(device)));
        }
    }

    /** Devices that plans ordered and for which units are kept: these units are taken already, their weight is not. */
    private void ordered(Set<Long> racks, Coming coming) {
        for (ReservationView kept : all(page -> views.reservations().planned(coming.at(), page))) {
            String cause = kept.note;
            if (cause == null || !cause.matches("layout-[0-9]{1,18}")) {
                continue;
            }
            if (racks.contains(kept.rackId)) {
                LayoutId plan = new LayoutId(Long.parseLong(cause.substring(7)));
                DeviceView device = views.layouts()
                        .find(plan, coming.at())
                        .flatMap(layout -> madeFor(layout.made, new ReservationId(kept.id)))
                        .flatMap(id -> views.devices().find(id, coming.at()))
                        .orElse(null);
                if (device != null && device.rackId == null && !"RETIRED".equals(device.state)) {
                    Figures figures = new Figures(BigDecimal.ZERO, device.weightKg, device.maxDrawW);
                    coming.add(kept.rackId, Change.in(Kind.ORDERED, device.name, cause, figures));
                }
            }
        }
    }

    /** A plan notes what it made in turn: the device, then the units kept for it. */
    private static Optional<DeviceId> madeFor(List<String> made, ReservationId kept) {
        int at = made.indexOf(kept.text());
        return at < 1 || !made.get(at - 1).matches("device-[0-9]{1,18}")
                ? Optional.empty()
                : Optional.of(new DeviceId(Long.parseLong(made.get(at - 1).substring(7))));
    }

    private static Figures of(DeviceView device) {
        BigDecimal units = device.chassisId == null ? device.heightU : BigDecimal.ZERO;
        return new Figures(units, device.weightKg, device.maxDrawW);
    }

    private static <T> List<T> all(Function<Page.Ask, Page<T>> list) {
        return Page.all(list, CHANGES_MAX);
    }

    /** What is read to answer. */
    @Singleton
    record Views(
            Sites sites,
            Racks racks,
            RackFills fills,
            Devices devices,
            DeviceTypes types,
            Layouts layouts,
            Reservations reservations) {}

    /**
     * What is gathered on the way.
     *
     * @param handled devices that a plan takes from where they are
     */
    private record Coming(
            @Nullable Instant at, Map<Long, List<Change>> changes, List<NewRackJson> racks, Set<Long> handled) {
        void add(@Nullable Long rack, Change change) {
            if (rack != null) {
                changes.computeIfAbsent(rack, id -> new ArrayList<>()).add(change);
            }
        }
    }

    /** Racks that change, and racks that plans set up. */
    public record FuturesJson(
            long siteId, @Nullable Instant asOf, List<FutureJson> racks, List<NewRackJson> newRacks) {}

    /** A rack that a plan sets up. */
    public record NewRackJson(String name, String cause, int heightU) {}

    /**
     * A rack now and then.
     *
     * @param holds false when more is on its way than there is room, weight or power for
     * @param unknown changes of which weight or power is not known: they count nothing
     */
    public record FutureJson(
            long rackId,
            String name,
            RackFuture.Left now,
            RackFuture.Left after,
            boolean holds,
            int unknown,
            List<Change> changes) {
        static FutureJson of(RackView rack, RackFuture future) {
            return new FutureJson(
                    rack.id,
                    rack.name,
                    future.now(),
                    future.after(),
                    future.holds(),
                    future.unknown(),
                    future.changes());
        }
    }
}
