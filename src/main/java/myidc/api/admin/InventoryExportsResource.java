package myidc.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import myidc.imports.CephHosts;
import myidc.imports.Exports;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** Lists in the formats that the imports read: CSV, and what the community's library and Ceph have of their own. */
@Path("/admin/v1/inventory-exports")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class InventoryExportsResource {
    private final Exports exports;
    private final CephHosts hosts;
    private final Clock clock;

    InventoryExportsResource(Exports exports, CephHosts hosts, Clock clock) {
        this.exports = exports;
        this.hosts = hosts;
        this.clock = clock;
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
    public StreamingOutput deviceTypes(@QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        return out -> exports.deviceTypes(utf8(out), at);
    }

    @GET
    @Path("/module-types")
    @Produces("text/csv;charset=UTF-8")
    public StreamingOutput moduleTypes(@QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        return out -> exports.moduleTypes(utf8(out), at);
    }

    /** Documents of the community's devicetype-library, parted by {@code ---}. */
    @GET
    @Path("/device-types.yaml")
    @Produces("application/yaml;charset=UTF-8")
    public StreamingOutput deviceTypesAsYaml(@QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        return out -> exports.deviceTypesAsYaml(utf8(out), at);
    }

    /** Documents of the community's module-types, parted by {@code ---}. */
    @GET
    @Path("/module-types.yaml")
    @Produces("application/yaml;charset=UTF-8")
    public StreamingOutput moduleTypesAsYaml(@QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        return out -> exports.moduleTypesAsYaml(utf8(out), at);
    }

    /** Servers as {@code ceph orch host ls --detail} prints them. */
    @GET
    @Path("/hosts.txt")
    @Produces("text/plain;charset=UTF-8")
    public StreamingOutput hostsAsText(@QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf) {
        Instant at = asOf == null ? clock.instant() : asOf.at();
        return out -> hosts.text(utf8(out), siteId, at);
    }

    /** Servers as {@code ceph orch host ls --detail --format json} tells them. */
    @GET
    @Path("/hosts.json")
    @Produces("application/json;charset=UTF-8")
    public StreamingOutput hostsAsJson(@QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf) {
        Instant at = asOf == null ? clock.instant() : asOf.at();
        return out -> hosts.json(utf8(out), siteId, at);
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
