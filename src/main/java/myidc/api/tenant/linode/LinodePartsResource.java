package myidc.api.tenant.linode;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import myidc.api.tenant.linode.PartJson.MonthlyTransferJson;
import myidc.api.tenant.linode.PartJson.TransferJson;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.ComputeRefusal;
import myidc.compute.read.InstanceView;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.Refused;

/** What belongs to one guest; what it cannot have is an empty list. */
@Path("/{api:v4|v4beta}/linode/instances")
@TenantScope("linodes:read_only")
public final class LinodePartsResource {
    private static final Attributes<Object> NOTHING = new Attributes<Object>()
            .with("id", Kind.NUMBER, row -> null)
            .with("label", Kind.TEXT, row -> null)
            .with("tags", Kind.TEXTS, row -> null);
    private final OwnGuests guests;

    LinodePartsResource(OwnGuests guests) {
        this.guests = guests;
    }

    @GET
    @Path("/{linodeId}/nodebalancers")
    public Listed<Object> nodebalancers(@PathParam("linodeId") long id, @BeanParam ListQuery query) {
        return nothing(id, query);
    }

    /** Nothing measures traffic yet, so none is counted and none is billed. */
    @GET
    @Path("/{linodeId}/transfer")
    public TransferJson transfer(@PathParam("linodeId") long id) {
        return new TransferJson(0, own(id).transferGb, 0, List.of());
    }

    @GET
    @Path("/{linodeId}/transfer/{year}/{month}")
    public MonthlyTransferJson transferOf(
            @PathParam("linodeId") long id, @PathParam("year") int year, @PathParam("month") int month) {
        own(id);
        Check.range("year", year, 2000, 9999);
        Check.range("month", month, 1, 12);
        return new MonthlyTransferJson(0, 0, 0);
    }

    @GET
    @Path("/{linodeId}/stats")
    public Object stats(@PathParam("linodeId") long id) {
        own(id);
        throw Refused.because(ComputeRefusal.STATS_UNAVAILABLE, "Stats are unavailable at this time.");
    }

    @GET
    @Path("/{linodeId}/stats/{year}/{month}")
    public Object statsOf(@PathParam("linodeId") long id, @PathParam("year") int year, @PathParam("month") int month) {
        return stats(id);
    }

    private Listed<Object> nothing(long id, ListQuery query) {
        own(id);
        return NOTHING.page(List.of(), query, row -> row);
    }

    private InstanceView own(long id) {
        return guests.readable(id);
    }
}
