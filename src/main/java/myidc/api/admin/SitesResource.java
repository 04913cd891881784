package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Locale;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.SiteCommand.OpenSite;
import myidc.inventory.read.SiteView;
import myidc.inventory.read.Sites;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Sites. */
@Path("/admin/v1/sites")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class SitesResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Sites sites;

    SitesResource(Commands commands, Sequences sequences, Sites sites) {
        this.commands = commands;
        this.sequences = sequences;
        this.sites = sites;
    }

    @GET
    public Page<SiteJson> list(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return sites.list(AsOf.instant(asOf), page.ask()).map(SiteJson::of);
    }

    @GET
    @Path("/{id}")
    public SiteJson one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return SiteJson.of(sites.find(new SiteId(id), AsOf.instant(asOf))
                .orElseThrow(() -> Refused.because(InventoryRefusal.SITE_NOT_FOUND, "There is no site " + id)));
    }

    @POST
    @Staff(Role.OPERATOR)
    public SiteJson open(SiteRequest body) {
        SiteId id = new SiteId(sequences.next("site"));
        OpenSite command = new OpenSite(
                id,
                Check.text("name", body.name(), 80),
                Check.text("region", body.region(), 30),
                Check.text("country", body.country(), 2).toUpperCase(Locale.ROOT),
                Check.zone("timeZone", body.timeZone()));
        return commands.perform(
                () -> commands.send(command), () -> SiteJson.of(sites.find(id).orElseThrow()));
    }

    /** What a site is to be. */
    public record SiteRequest(
            @Nullable String name,
            @Nullable String region,
            @Nullable String country,
            @Nullable String timeZone) {}

    /** A site. */
    public record SiteJson(long id, String name, String region, String country, String timeZone, Instant openedAt) {
        static SiteJson of(SiteView site) {
            return new SiteJson(site.id, site.name, site.region, site.country, site.timeZone, site.openedAt);
        }
    }
}
