package myidc.api.portal;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import myidc.platform.security.SignedIn;
import myidc.shared.Page;
import myidc.tenancy.read.PortalMaintenanceView;
import myidc.tenancy.read.PortalMaintenances;

/** When the portal itself is worked on, for everybody who is signed in. */
@Path("/portal/v1/portal-maintenance")
@SignedIn
public final class PortalMaintenanceResource {
    private final PortalMaintenances maintenances;
    private final Clock clock;

    PortalMaintenanceResource(PortalMaintenances maintenances, Clock clock) {
        this.maintenances = maintenances;
        this.clock = clock;
    }

    /** What runs and what is ahead, the next first. */
    @GET
    public Page<AnnouncedJson> list() {
        Instant now = clock.instant();
        List<AnnouncedJson> rows = maintenances.ahead().stream()
                .map(row -> AnnouncedJson.of(row, now))
                .toList();
        return Page.of(rows, new Page.Ask(1, Page.SIZE_MAX), rows.size());
    }

    /**
     * A span in which the portal is worked on.
     *
     * @param words by language: en and zh-CN
     * @param readOnly whether tenants can change nothing meanwhile
     * @param running whether it has begun
     */
    public record AnnouncedJson(
            long id, Instant from, Instant until, Map<String, String> words, boolean readOnly, boolean running) {
        static AnnouncedJson of(PortalMaintenanceView row, Instant now) {
            return new AnnouncedJson(
                    row.id,
                    row.beginsAt,
                    row.endsAt,
                    Map.of("en", row.textEn, "zh-CN", row.textZh),
                    row.readOnly,
                    !now.isBefore(row.beginsAt));
        }
    }
}
