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
import myidc.shared.id.InstanceId;

/** The history of a tenant's own machine, also after it is gone; another tenant's is as if it were not. */
@Path("/portal/v1/instances/{id}/history")
@TenantScope("linodes:read_only")
public final class InstanceHistoryResource {
    private final OwnStories stories;
    private final GrantGuard guard;

    InstanceHistoryResource(OwnStories stories, GrantGuard guard) {
        this.stories = stories;
        this.guard = guard;
    }

    @GET
    public Page<StepJson> story(
            @PathParam("id") long id,
            @QueryParam("asOf") AsOf asOf,
            @QueryParam("newestFirst") boolean newestFirst,
            @BeanParam PageQuery page) {
        stories.owned(new InstanceId(id));
        guard.mayRead("linode", id);
        return stories.of(new InstanceId(id), asOf, newestFirst, page);
    }
}
