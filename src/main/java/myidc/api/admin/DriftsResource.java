package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.imports.Discoveries;
import myidc.imports.Discoveries.Found;
import myidc.imports.DiscoveryAgents;
import myidc.inventory.DriftCommand.RejectDrift;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.DriftView;
import myidc.inventory.read.Drifts;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.DriftId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** What was discovered to be other than declared; each accepted or rejected. */
@Path("/admin/v1/drifts")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class DriftsResource {
    private static final int SUBJECTS_MAX = 500;
    private static final int FACTS_MAX = 50;

    private final Commands commands;
    private final Drifts drifts;
    private final Discoveries discoveries;

    DriftsResource(Commands commands, Drifts drifts, Discoveries discoveries) {
        this.commands = commands;
        this.drifts = drifts;
        this.discoveries = discoveries;
    }

    @GET
    public Page<DriftView> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("deviceId") @Nullable Long deviceId,
            @QueryParam("asOf") AsOf asOf,
            @BeanParam PageQuery page) {
        return drifts.list(state, deviceId, AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public DriftView one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return drifts.find(new DriftId(id), AsOf.instant(asOf)).orElseThrow(() -> unknown(id));
    }

    /**
     * What an agent found. A body that is malformed is refused whole; a subject that cannot be matched with one device is
     * refused by itself and the others are noted. The answer holds the differences that are new or changed.
     */
    @POST
    @Path("/discoveries")
    @Staff(value = Role.OPERATOR, agents = DiscoveryAgents.SCOPE)
    public Noted discover(DiscoveryRequest body) {
        String source = Check.text("source", body.source(), 80);
        List<SubjectRequest> subjects = Check.present("subjects", body.subjects());
        Check.range("subjects", subjects.size(), 1, SUBJECTS_MAX);
        List<Found> found =
                subjects.stream().map(subject -> subject.found(source)).toList();
        List<SubjectRefusal> refused = new ArrayList<>();
        return commands.perform(
                () -> note(found, refused),
                noted -> new Noted(
                        noted.stream()
                                .map(id -> drifts.find(id, null).orElseThrow())
                                .toList(),
                        refused));
    }

    private List<DriftId> note(List<Found> found, List<SubjectRefusal> refused) {
        List<DriftId> noted = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Optional<DeviceView> device;
            try {
                device = discoveries.match(found.get(i), "subjects.name");
            } catch (Refused e) {
                refused.add(new SubjectRefusal(
                        i, found.get(i).name(), "subjects.name", e.refusal().code(), e.detail()));
                continue;
            }
            noted.addAll(discoveries.note(found.get(i), device));
        }
        return noted;
    }

    @POST
    @Path("/{id}/accept")
    @Staff(Role.OPERATOR)
    public DriftView accept(@PathParam("id") long id) {
        DriftView drift = drifts.find(new DriftId(id), null).orElseThrow(() -> unknown(id));
        return commands.perform(
                () -> discoveries.accept(drift),
                () -> drifts.find(new DriftId(id), null).orElseThrow());
    }

    @POST
    @Path("/{id}/reject")
    @Staff(Role.OPERATOR)
    public DriftView reject(@PathParam("id") long id, RejectRequest body) {
        if (drifts.find(new DriftId(id), null).isEmpty()) {
            throw unknown(id);
        }
        return commands.perform(
                () -> commands.send(new RejectDrift(new DriftId(id), body.reason())),
                () -> drifts.find(new DriftId(id), null).orElseThrow());
    }

    private static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.DRIFT_NOT_FOUND, "There is no drift " + id);
    }

    /** What an agent found. */
    public record DiscoveryRequest(
            @Nullable String source, @Nullable List<SubjectRequest> subjects) {}

    /**
     * What was found of one device; see {@link Found}.
     *
     * @param siteId where a device of that name is looked for; everywhere when absent
     */
    public record SubjectRequest(
            @Nullable String serial,
            @Nullable String name,
            @Nullable Long siteId,
            @Nullable Map<String, String> facts) {
        Found found(String source) {
            Map<String, String> given = facts == null ? Map.of() : facts;
            Check.range("subjects.facts", given.size(), 0, FACTS_MAX);
            given.forEach((attribute, value) -> {
                Check.text("subjects.facts", attribute, 40);
                Check.text("subjects.facts." + attribute, value, 200);
            });
            SiteId site = siteId == null ? null : new SiteId(Check.range("subjects.siteId", siteId, 1, Long.MAX_VALUE));
            return new Found(
                            source,
                            Check.optionalText("subjects.serial", serial, 80),
                            Check.text("subjects.name", name, 80),
                            given)
                    .at(site);
        }
    }

    /** Why the declared is right. */
    public record RejectRequest(@Nullable String reason) {}

    /** Differences that are new or changed, and subjects of which nothing was noted. */
    public record Noted(List<DriftView> data, List<SubjectRefusal> refused) {}

    /**
     * Why nothing was noted of one subject.
     *
     * @param subject its place in the list, from 0
     * @param code as errors have it
     */
    public record SubjectRefusal(int subject, String name, String field, String code, String message) {}
}
