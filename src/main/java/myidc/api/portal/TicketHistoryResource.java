package myidc.api.portal;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import myidc.api.portal.OwnStories.StepJson;
import myidc.api.tenant.account.OwnTickets;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.TenantScope;
import myidc.shared.Page;

/** What became of a tenant's own ticket, step by step. */
@Path("/portal/v1/tickets/{id}/history")
@TenantScope("account:read_only")
public final class TicketHistoryResource {
    private final OwnStories stories;
    private final OwnTickets own;

    TicketHistoryResource(OwnStories stories, OwnTickets own) {
        this.stories = stories;
        this.own = own;
    }

    @GET
    public Page<StepJson> story(
            @PathParam("id") long id,
            @QueryParam("asOf") AsOf asOf,
            @QueryParam("newestFirst") boolean newestFirst,
            @BeanParam PageQuery page) {
        return stories.of(own.readable(id, null).ticketId(), asOf, newestFirst, page);
    }
}
