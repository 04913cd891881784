package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PortalMaintenanceId;
import myidc.tenancy.PortalMaintenanceCommand.AnnouncePortalMaintenance;
import myidc.tenancy.PortalMaintenanceCommand.EndPortalMaintenance;
import myidc.tenancy.TenancyRefusal;
import myidc.tenancy.read.PortalMaintenanceView;
import myidc.tenancy.read.PortalMaintenances;
import org.jspecify.annotations.Nullable;

/** Spans in which the portal itself is worked on: everybody who is signed in is told of them. */
@Path("/admin/v1/portal-maintenance")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PortalMaintenanceResource {
    private final Commands commands;
    private final Sequences sequences;
    private final PortalMaintenances maintenances;
    private final Clock clock;

    PortalMaintenanceResource(Commands commands, Sequences sequences, PortalMaintenances maintenances, Clock clock) {
        this.commands = commands;
        this.sequences = sequences;
        this.maintenances = maintenances;
        this.clock = clock;
    }

    /** All, the latest beginning first. */
    @GET
    public Page<PortalMaintenanceJson> list(@BeanParam PageQuery page) {
        Instant now = clock.instant();
        return maintenances.list(page.ask()).map(row -> PortalMaintenanceJson.of(row, now));
    }

    @POST
    @Staff(Role.OPERATOR)
    public PortalMaintenanceJson announce(PortalMaintenanceRequest body) {
        PortalMaintenanceId id = new PortalMaintenanceId(sequences.next("portalmaintenance"));
        AnnouncePortalMaintenance command = new AnnouncePortalMaintenance(
                id,
                body.from(),
                Check.present("until", body.until()),
                Check.text("textEn", body.textEn(), 500),
                Check.text("textZh", body.textZh(), 500),
                Boolean.TRUE.equals(body.readOnly()));
        return commands.perform(() -> commands.send(command), () -> json(id));
    }

    /** It is over before its time, or does not take place. */
    @POST
    @Path("/{id}/end")
    @Staff(Role.OPERATOR)
    public PortalMaintenanceJson end(@PathParam("id") long number) {
        PortalMaintenanceId id = new PortalMaintenanceId(number);
        json(id);
        return commands.perform(() -> commands.send(new EndPortalMaintenance(id)), () -> json(id));
    }

    private PortalMaintenanceJson json(PortalMaintenanceId id) {
        return maintenances
                .find(id)
                .map(row -> PortalMaintenanceJson.of(row, clock.instant()))
                .orElseThrow(() -> Refused.because(
                        TenancyRefusal.PORTAL_MAINTENANCE_NOT_FOUND, "There is no maintenance " + id.value()));
    }

    /**
     * What to announce.
     *
     * @param from now when absent
     * @param readOnly whether tenants can change nothing meanwhile; they can when absent
     */
    public record PortalMaintenanceRequest(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String textEn,
            @Nullable String textZh,
            @Nullable Boolean readOnly) {}

    /** Where a span stands now. */
    public enum Standing {
        AHEAD,
        RUNNING,
        OVER
    }

    /** A span in which the portal is worked on. */
    public record PortalMaintenanceJson(
            long id,
            long version,
            Instant from,
            Instant until,
            String textEn,
            String textZh,
            boolean readOnly,
            Standing state,
            Instant announcedAt,
            @Nullable Instant endedAt) {
        static PortalMaintenanceJson of(PortalMaintenanceView row, Instant now) {
            Standing state;
            if (row.endedAt != null || !now.isBefore(row.endsAt)) {
                state = Standing.OVER;
            } else {
                state = now.isBefore(row.beginsAt) ? Standing.AHEAD : Standing.RUNNING;
            }
            return new PortalMaintenanceJson(
                    row.id,
                    row.version,
                    row.beginsAt,
                    row.endsAt,
                    row.textEn,
                    row.textZh,
                    row.readOnly,
                    state,
                    row.announcedAt,
                    row.endedAt);
        }
    }
}
