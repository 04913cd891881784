package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import myidc.platform.asof.Stories;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;

/** The history of any one thing: every fact of its life, in words, with who, when, from where and why. */
@Path("/admin/v1/history/{aggregateId}")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class HistoryResource {
    private static final Pattern AGGREGATE = Pattern.compile("[a-z]{2,30}-\\d{1,19}");

    private final Stories stories;

    HistoryResource(Stories stories) {
        this.stories = stories;
    }

    @GET
    public Page<Stories.Told> story(
            @PathParam("aggregateId") String aggregateId,
            @QueryParam("asOf") AsOf asOf,
            @QueryParam("newestFirst") boolean newestFirst,
            @BeanParam PageQuery page) {
        String thing = Check.matches("aggregateId", aggregateId, AGGREGATE, "must look like rack-7");
        Page<Stories.Told> told = stories.of(thing, AsOf.instant(asOf), page.ask(), newestFirst);
        if (told.results() == 0) {
            throw Refused.because(CommonRefusal.NOT_FOUND, "Nothing is known of " + thing);
        }
        return told;
    }
}
