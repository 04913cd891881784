package myidc.api.tenant.linode;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import myidc.api.tenant.linode.PartJson.BackupsJson;
import myidc.api.tenant.linode.PartJson.DiskJson;
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

/** What belongs to one guest. Each has one disk; what it cannot have is an empty list. */
@Path("/{api:v4|v4beta}/linode/instances")
@TenantScope("linodes:read_only")
public final class LinodePartsResource {
    private static final Attributes<Object> NOTHING = new Attributes<Object>()
            .with("id", Kind.NUMBER, row -> null)
            .with("label", Kind.TEXT, row -> null)
            .with("tags", Kind.TEXTS, row -> null);
    private static final Attributes<DiskJson> DISKS = new Attributes<DiskJson>()
            .with("id", Kind.NUMBER, DiskJson::id)
            .with("label", Kind.TEXT, DiskJson::label)
            .with("size", Kind.NUMBER, DiskJson::size)
            .with("status", Kind.TEXT, DiskJson::status);
    private final OwnGuests guests;

    LinodePartsResource(OwnGuests guests) {
        this.guests = guests;
    }

    @GET
    @Path("/{linodeId}/disks")
    public Listed<DiskJson> disks(@PathParam("linodeId") long id, @BeanParam ListQuery query) {
        return DISKS.page(List.of(DiskJson.of(own(id))), query, disk -> disk);
    }

    @GET
    @Path("/{linodeId}/disks/{diskId}")
    public DiskJson disk(@PathParam("linodeId") long id, @PathParam("diskId") long disk) {
        return DiskJson.of(only(own(id), disk));
    }

    @GET
    @Path("/{linodeId}/nodebalancers")
    public Listed<Object> nodebalancers(@PathParam("linodeId") long id, @BeanParam ListQuery query) {
        return nothing(id, query);
    }

    @GET
    @Path("/{linodeId}/backups")
    public BackupsJson backups(@PathParam("linodeId") long id) {
        own(id);
        return BackupsJson.NONE;
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

    /** A guest's one disk bears the guest's number. */
    private static InstanceView only(InstanceView guest, long part) {
        if (part != guest.id) {
            throw notFound();
        }
        return guest;
    }

    private InstanceView own(long id) {
        return guests.readable(id);
    }

    private static Refused notFound() {
        return Refused.because(ComputeRefusal.INSTANCE_NOT_FOUND, "Not found");
    }
}
