package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import myidc.imports.ImportDesk;
import myidc.imports.ImportFormat;
import myidc.imports.Imports;
import myidc.imports.Imports.Batch;
import myidc.imports.Imports.BatchRow;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Files brought into the book: tried first, then applied, undone as a whole. */
@Path("/admin/v1/imports")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class ImportsResource {
    private final ImportDesk desk;
    private final Imports imports;

    ImportsResource(ImportDesk desk, Imports imports) {
        this.desk = desk;
        this.imports = imports;
    }

    @GET
    public Page<Batch> list(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return imports.list(AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public Batch one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return imports.find(id, AsOf.instant(asOf)).orElseThrow(() -> ImportDesk.unknown(id));
    }

    @GET
    @Path("/{id}/rows")
    public Page<BatchRow> rows(
            @PathParam("id") long id, @QueryParam("state") @Nullable String state, @BeanParam PageQuery page) {
        known(id);
        return imports.rows(id, state, page.ask());
    }

    /** The body is the file itself, at most 16 MB; a larger one is refused before it is read. */
    @POST
    @Consumes("*/*")
    @Staff(Role.OPERATOR)
    public Batch upload(
            @QueryParam("format") @Nullable String format,
            @QueryParam("name") @Nullable String name,
            @QueryParam("siteId") @Nullable Long siteId,
            byte[] body) {
        ImportFormat known = Check.oneOf("format", format, ImportFormat.class);
        if (body.length == 0) {
            throw Refused.field(CommonRefusal.MALFORMED_BODY, "body", "The file is empty");
        }
        String called = name == null ? known.name() : Check.text("name", name, 120);
        SiteId site = siteId == null ? null : new SiteId(Check.range("siteId", siteId, 1, Long.MAX_VALUE));
        return known(desk.upload(known, called, site, body));
    }

    @POST
    @Path("/{id}/check")
    @Staff(Role.OPERATOR)
    public Batch check(@PathParam("id") long id) {
        known(id);
        desk.check(id);
        return known(id);
    }

    @POST
    @Path("/{id}/apply")
    @Staff(Role.OPERATOR)
    public Batch apply(@PathParam("id") long id, ApplyRequest body) {
        known(id);
        desk.apply(id, Boolean.TRUE.equals(body.leaveOutBad()));
        return known(id);
    }

    @POST
    @Path("/{id}/undo")
    @Staff(Role.OPERATOR)
    public Batch undo(@PathParam("id") long id) {
        known(id);
        desk.undo(id);
        return known(id);
    }

    private Batch known(long id) {
        return imports.find(id).orElseThrow(() -> ImportDesk.unknown(id));
    }

    /**
     * How to apply.
     *
     * @param leaveOutBad true to apply the good rows though there are bad ones
     */
    public record ApplyRequest(@Nullable Boolean leaveOutBad) {}
}
