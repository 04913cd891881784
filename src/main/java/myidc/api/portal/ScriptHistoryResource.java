package myidc.api.portal;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import myidc.api.portal.OwnStories.StepJson;
import myidc.api.tenant.wire.GrantGuard;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.TenantScope;
import myidc.shared.Page;
import myidc.shared.id.StackScriptId;

/** The revisions of a tenant's own StackScript, also after it is gone; another tenant's is as if it were not. */
@Path("/portal/v1/stackscripts/{id}/history")
@TenantScope("stackscripts:read_only")
public final class ScriptHistoryResource {
    private final OwnStories stories;
    private final GrantGuard guard;

    ScriptHistoryResource(OwnStories stories, GrantGuard guard) {
        this.stories = stories;
        this.guard = guard;
    }

    @GET
    public Page<StepJson> story(
            @PathParam("id") long id,
            @QueryParam("asOf") AsOf asOf,
            @QueryParam("newestFirst") boolean newestFirst,
            @BeanParam PageQuery page) {
        stories.owned(new StackScriptId(id));
        guard.mayRead("stackscript", id);
        return stories.of(new StackScriptId(id), asOf, newestFirst, page);
    }
}
