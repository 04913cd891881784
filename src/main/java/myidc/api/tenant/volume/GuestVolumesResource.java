package myidc.api.tenant.volume;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.linode.OwnGuests;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.platform.security.TenantScope;
import myidc.storage.read.VolumeView;

/** The volumes of one guest. */
@Path("/{api:v4|v4beta}/linode/instances")
@TenantScope("linodes:read_only")
public final class GuestVolumesResource {
    private static final Attributes<VolumeView> ATTRIBUTES = new Attributes<VolumeView>()
            .with("id", Kind.NUMBER, row -> row.id)
            .with("label", Kind.TEXT, row -> row.label)
            .with("status", Kind.TEXT, VolumeJson::status)
            .with("size", Kind.NUMBER, row -> row.sizeGb)
            .with("tags", Kind.TEXTS, row -> List.of(row.tags));

    private final OwnVolumes own;
    private final OwnGuests guests;

    GuestVolumesResource(OwnVolumes own, OwnGuests guests) {
        this.own = own;
        this.guests = guests;
    }

    @GET
    @Path("/{linodeId}/volumes")
    public Listed<VolumeJson> list(@PathParam("linodeId") long id, @BeanParam ListQuery query) {
        guests.readable(id);
        List<VolumeView> rows = own.on(id);
        Map<Long, String> labels = own.labels(rows);
        return ATTRIBUTES.page(rows, query, row -> VolumeJson.of(row, labels));
    }
}
