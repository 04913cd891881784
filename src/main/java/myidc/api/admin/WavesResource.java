package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.compute.ComputeRefusal;
import myidc.compute.WaveCommand;
import myidc.compute.WaveCommand.CancelWave;
import myidc.compute.WaveCommand.Deed;
import myidc.compute.WaveCommand.Kind;
import myidc.compute.WaveCommand.PauseWave;
import myidc.compute.WaveCommand.RefuseWave;
import myidc.compute.WaveCommand.ResumeWave;
import myidc.compute.WaveCommand.StartWave;
import myidc.compute.event.WaveEvent.Pace;
import myidc.compute.placement.WaveStarts;
import myidc.compute.placement.WaveStarts.Said;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.compute.read.Waves;
import myidc.compute.read.Waves.Turn;
import myidc.compute.read.Waves.Wave;
import myidc.inventory.read.Sites;
import myidc.platform.axon.Commands;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.HostId;
import myidc.shared.id.SiteId;
import myidc.shared.id.WaveId;
import org.jspecify.annotations.Nullable;

/** Guests that are moved, stopped or started one after another, in order and at a pace. */
@Path("/admin/v1/waves")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class WavesResource {
    private static final int AT_ONCE_USUAL = 4;
    private static final int PER_MINUTE_USUAL = 30;
    private static final int MOVES_MAX = 500;

    private final Commands commands;
    private final WaveStarts starts;
    private final Waves waves;
    private final Places places;

    WavesResource(Commands commands, WaveStarts starts, Waves waves, Places places) {
        this.commands = commands;
        this.starts = starts;
        this.waves = waves;
        this.places = places;
    }

    /** All waves, the latest first. */
    @GET
    public Page<Wave> list(@BeanParam PageQuery page) {
        return waves.list(page.ask());
    }

    @GET
    @Path("/{id}")
    public Wave one(@PathParam("id") long id) {
        return known(id);
    }

    /** Its guests in their order. */
    @GET
    @Path("/{id}/guests")
    public Page<Turn> guests(@PathParam("id") long id, @BeanParam PageQuery page) {
        known(id);
        return waves.turns(new WaveId(id), page.ask());
    }

    /** A drain and a boot begin at once; what rebalances waits until somebody starts it. */
    @POST
    @Staff(Role.OPERATOR)
    public Wave begin(WaveRequest body) {
        Kind kind = Check.present("kind", named("kind", Kind.values(), body.kind()));
        Said said = new Said(
                new Pace(
                        Check.range("atOnce", body.atOnce() == null ? AT_ONCE_USUAL : body.atOnce(), 1, 200),
                        Check.range(
                                "perMinute", body.perMinute() == null ? PER_MINUTE_USUAL : body.perMinute(), 1, 6_000)),
                Check.text("reason", body.reason(), 500));
        WaveId id = starts.next();
        Runnable work = switch (kind) {
            case DRAIN -> {
                HostView host = host(Check.present("hostId", body.hostId()));
                Deed deed = named("deed", Deed.values(), body.deed());
                Deed wanted = deed == null ? Deed.BY_POLICY : deed;
                if (wanted == Deed.BOOT) {
                    throw Refused.field(
                            CommonRefusal.INVALID_FIELD,
                            "deed",
                            "deed must be MIGRATE, STOP or BY_POLICY to empty a host");
                }
                yield () -> starts.drain(id, host, wanted, said);
            }
            case BOOT -> {
                HostView host = body.hostId() == null ? null : host(body.hostId());
                SiteId site = host == null ? site(body.siteId()) : new SiteId(host.siteId);
                yield () -> starts.boot(id, site, host == null ? null : new HostId(host.id), said);
            }
            case REBALANCE -> {
                SiteId site = site(body.siteId());
                Map<Long, Long> moves = moves(body.moves());
                yield () -> starts.rebalance(id, site, moves, said);
            }
        };
        return commands.perform(work, () -> known(id.value()));
    }

    private Map<Long, Long> moves(@Nullable List<MoveRequest> asked) {
        List<MoveRequest> wanted = Check.present("moves", asked);
        Check.range("moves", wanted.size(), 1, MOVES_MAX);
        Map<Long, Long> moves = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String at = "moves[" + i + "].";
            MoveRequest move = Check.present("moves[" + i + "]", wanted.get(i));
            long guest = Check.range(at + "instanceId", move.instanceId(), 1, Long.MAX_VALUE);
            long host = Check.range(at + "hostId", move.hostId(), 1, Long.MAX_VALUE);
            if (places.hosts().find(new HostId(host)).isEmpty()) {
                throw Refused.field(CommonRefusal.INVALID_FIELD, at + "hostId", at + "hostId must name a host");
            }
            if (moves.put(guest, host) != null) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD, at + "instanceId", at + "instanceId names a guest a second time");
            }
        }
        return moves;
    }

    /** Approves what was proposed: it begins. */
    @POST
    @Path("/{id}/start")
    @Staff(Role.OPERATOR)
    public Wave start(@PathParam("id") long id, ReasonRequest body) {
        return perform(id, new StartWave(new WaveId(id), reason(body)));
    }

    @POST
    @Path("/{id}/refuse")
    @Staff(Role.OPERATOR)
    public Wave refuse(@PathParam("id") long id, ReasonRequest body) {
        return perform(id, new RefuseWave(new WaveId(id), reason(body)));
    }

    /** No further guest is begun; what is under way goes on. */
    @POST
    @Path("/{id}/pause")
    @Staff(Role.OPERATOR)
    public Wave pause(@PathParam("id") long id, ReasonRequest body) {
        return perform(id, new PauseWave(new WaveId(id), reason(body)));
    }

    @POST
    @Path("/{id}/resume")
    @Staff(Role.OPERATOR)
    public Wave resume(@PathParam("id") long id) {
        return perform(id, new ResumeWave(new WaveId(id)));
    }

    /** Ends it before all guests had their turn; a host that is drained stays closed. */
    @POST
    @Path("/{id}/cancel")
    @Staff(Role.OPERATOR)
    public Wave cancel(@PathParam("id") long id, ReasonRequest body) {
        return perform(id, new CancelWave(new WaveId(id), reason(body)));
    }

    private Wave perform(long id, WaveCommand command) {
        known(id);
        return commands.perform(() -> commands.send(command), () -> known(id));
    }

    private Wave known(long id) {
        return waves.find(new WaveId(id))
                .orElseThrow(() -> Refused.because(ComputeRefusal.WAVE_NOT_FOUND, "There is no wave " + id));
    }

    private HostView host(long id) {
        return places.hosts()
                .find(new HostId(id))
                .orElseThrow(() ->
                        Refused.field(CommonRefusal.INVALID_FIELD, "hostId", "hostId must be the number of a host"));
    }

    private SiteId site(@Nullable Long id) {
        SiteId site = new SiteId(Check.range("siteId", id, 1, Long.MAX_VALUE));
        if (places.sites().find(site).isEmpty()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "siteId", "siteId must be the number of a site");
        }
        return site;
    }

    private static String reason(ReasonRequest body) {
        return Check.text("reason", body.reason(), 500);
    }

    private static <E extends Enum<E>> @Nullable E named(String field, E[] all, @Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(all)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        field,
                        field + " must be one of "
                                + Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", "))));
    }

    /** Where waves go. */
    @Singleton
    record Places(Hosts hosts, Sites sites) {}

    /**
     * A wave to be.
     *
     * @param kind DRAIN, BOOT or REBALANCE
     * @param deed for a drain: MIGRATE, STOP, or BY_POLICY, which is what each guest's tenant chose; that when absent
     * @param hostId the host that a drain empties; for a boot, absent for the whole site
     * @param siteId for a boot of a whole site, and to rebalance
     * @param atOnce guests under way at the same time, 1 to 200; 4 when absent
     * @param perMinute guests begun within a minute, 1 to 6,000; 30 when absent
     * @param moves for a rebalancing: where which guest is to go, 1 to 500
     */
    public record WaveRequest(
            @Nullable String kind,
            @Nullable String deed,
            @Nullable Long hostId,
            @Nullable Long siteId,
            @Nullable Integer atOnce,
            @Nullable Integer perMinute,
            @Nullable List<MoveRequest> moves,
            @Nullable String reason) {}

    /** Where a guest is to go. */
    public record MoveRequest(
            @Nullable Long instanceId, @Nullable Long hostId) {}

    /** Why. */
    public record ReasonRequest(@Nullable String reason) {}
}
