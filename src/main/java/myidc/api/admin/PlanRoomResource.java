package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.compute.GpuWish;
import myidc.compute.catalog.Catalogue;
import myidc.compute.catalog.PlanRow;
import myidc.compute.event.Resources;
import myidc.compute.packing.PlanRoom;
import myidc.compute.packing.PlanRoom.GpuRoom;
import myidc.compute.packing.Room;
import myidc.compute.read.Gpus;
import myidc.compute.read.Gpus.Stock;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Page;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** How many more guests of each plan the hosts take, and whether one host may be lost. */
@Path("/admin/v1/plan-room")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PlanRoomResource {
    private final Reads reads;

    PlanRoomResource(Reads reads) {
        this.reads = reads;
    }

    /** Of a site's hosts or of all; only active hosts count, those that are cordoned, drained or lost are told beside. */
    @GET
    public PlanRoomJson room(@QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        Instant then = reads.hosts().instant(at);
        Map<Long, Room> rooms = new LinkedHashMap<>();
        int out = 0;
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            Page<HostView> hosts = reads.hosts().list(siteId, at, new Page.Ask(page, Page.SIZE_MAX));
            pages = hosts.pages();
            for (HostView host : hosts.data()) {
                if ("ACTIVE".equals(host.state)) {
                    rooms.put(host.id, room(host, then));
                } else {
                    out++;
                }
            }
        }
        Map<Long, List<Stock>> stocks = reads.gpus().stocks(at);
        List<PlanLeft> plans = reads.catalogue().plans().stream()
                .filter(plan -> plan.offered)
                .map(plan -> {
                    PlanRoom.Answer answer = PlanRoom.of(
                            new Resources(plan.vcpus, plan.memoryMb, plan.diskMb),
                            plan.gpus,
                            rooms(plan, rooms, stocks));
                    return new PlanLeft(plan.id, plan.label, answer.fits(), answer.keepingSpare(), answer.limitedBy());
                })
                .toList();
        return new PlanRoomJson(at, rooms.size(), out, PlanRoom.survivesOne(List.copyOf(rooms.values())), plans);
    }

    private static List<GpuRoom> rooms(PlanRow plan, Map<Long, Room> rooms, Map<Long, List<Stock>> stocks) {
        GpuWish wish = new GpuWish(plan.gpus, plan.gpuModel, plan.gpuSliceType);
        return rooms.entrySet().stream()
                .map(host -> {
                    List<Stock> cards = stocks.getOrDefault(host.getKey(), List.of());
                    return new GpuRoom(
                            host.getValue(), Gpus.sum(cards, wish, Stock::parts), Gpus.sum(cards, wish, Stock::free));
                })
                .toList();
    }

    private static Room room(HostView host, Instant at) {
        Resources most = host.most(at);
        return new Room(most, most.minus(host.reserved()));
    }

    /** What this resource reads. */
    @Singleton
    record Reads(Hosts hosts, Gpus gpus, Catalogue catalogue) {}

    /**
     * What there is room for.
     *
     * @param hosts that take guests
     * @param hostsOut that do not, being cordoned, drained or lost
     * @param survivesOne whether what is free elsewhere is enough for all that any one host carries (N+1)
     */
    public record PlanRoomJson(
            @Nullable Instant asOf, int hosts, int hostsOut, boolean survivesOne, List<PlanLeft> data) {}

    /** How many more of a plan; see {@link PlanRoom.Answer}. */
    public record PlanLeft(String id, String label, long fits, long keepingSpare, PlanRoom.@Nullable Kind limitedBy) {}
}
