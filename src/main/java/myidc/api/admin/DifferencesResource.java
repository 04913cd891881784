package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import myidc.platform.asof.Differences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** What the inventory showed otherwise at one instant than at another. */
@Path("/admin/v1/differences")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class DifferencesResource {
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("SITES", "site"),
            Map.entry("LOCATIONS", "location"),
            Map.entry("RACKS", "rack"),
            Map.entry("RESERVATIONS", "reservation"),
            Map.entry("DEVICES", "device"),
            Map.entry("SHEETS", "sheet"),
            Map.entry("PARTS", "part"),
            Map.entry("POWER_NODES", "powernode"),
            Map.entry("CORDS", "cord"),
            Map.entry("CABLES", "cable"),
            Map.entry("DRIFTS", "drift"),
            Map.entry("LAYOUTS", "layout"));

    private final Differences differences;

    DifferencesResource(Differences differences) {
        this.differences = differences;
    }

    @GET
    public Page<Differences.Difference> between(
            @QueryParam("of") @Nullable String of,
            @QueryParam("from") AsOf from,
            @QueryParam("to") AsOf to,
            @BeanParam PageQuery page) {
        String kind = KINDS.get(Check.text("of", of, 20).toUpperCase(Locale.ROOT));
        if (kind == null) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "of", "of must be one of " + new TreeSet<>(KINDS.keySet()));
        }
        Instant first = Check.present("from", AsOf.instant(from));
        Instant last = Check.present("to", AsOf.instant(to));
        return differences.between(kind, first, last, page.ask());
    }
}
