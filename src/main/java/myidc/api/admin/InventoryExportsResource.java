package myidc.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import myidc.imports.Exports;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** Lists as CSV, in the columns the imports read. */
@Path("/admin/v1/inventory-exports")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class InventoryExportsResource {
    private final Exports exports;

    InventoryExportsResource(Exports exports) {
        this.exports = exports;
    }

    @GET
    @Path("/racks")
    @Produces("text/csv;charset=UTF-8")
    public StreamingOutput racks(@QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        return out -> exports.racks(utf8(out), siteId, at);
    }

    @GET
    @Path("/devices")
    @Produces("text/csv;charset=UTF-8")
    public StreamingOutput devices(@QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        return out -> exports.devices(utf8(out), siteId, at);
    }

    @GET
    @Path("/device-types")
    @Produces("text/csv;charset=UTF-8")
    public StreamingOutput deviceTypes() {
        return out -> exports.deviceTypes(utf8(out));
    }

    @GET
    @Path("/module-types")
    @Produces("text/csv;charset=UTF-8")
    public StreamingOutput moduleTypes() {
        return out -> exports.moduleTypes(utf8(out));
    }

    @GET
    @Path("/prefixes")
    @Produces("text/csv;charset=UTF-8")
    public StreamingOutput prefixes(@QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        return out -> exports.prefixes(utf8(out), siteId, at);
    }

    @GET
    @Path("/addresses")
    @Produces("text/csv;charset=UTF-8")
    public StreamingOutput addresses(@QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        return out -> exports.addresses(utf8(out), siteId, at);
    }

    private static Writer utf8(java.io.OutputStream out) {
        return new OutputStreamWriter(out, StandardCharsets.UTF_8);
    }
}
