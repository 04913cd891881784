package myidc.api.tenant.linode;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import myidc.api.tenant.linode.ActionJson.Queued;

/** Answers of actions that wait leave as accepted, not as done. After RFC 7240, sections 3 and 4.1. */
@Provider
public final class QueuedAnswers implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof ActionJson answer && answer.queued() != null) {
            Queued queued = answer.queued();
            // The status first: setting it makes another answer, whose headers these are.
            response.setStatusInfo(Status.ACCEPTED);
            MultivaluedMap<String, Object> headers = response.getHeaders();
            headers.putSingle("Preference-Applied", GuestQueue.PREFERENCE);
            headers.putSingle(
                    "X-MyIDC-Queued",
                    "place=" + queued.place() + "; behind=" + queued.behind() + "; event=" + queued.event());
        }
    }
}
