package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import myidc.compute.catalog.Catalogue;
import myidc.compute.catalog.Catalogue.ImageTerms;
import myidc.compute.catalog.ImageRow;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.Staff;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** Images that guests may start from. */
@Path("/admin/v1/images")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class ImagesResource {
    private final Catalogue catalogue;

    ImagesResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    public Page<ImageJson> list(@BeanParam PageQuery page) {
        return Page.cut(catalogue.images(), page.ask()).map(ImageJson::of);
    }

    /** An image's identifier has a slash in it. */
    @GET
    @Path("/{id:.+}")
    public Response one(@PathParam("id") String id) {
        return tagged(known(id));
    }

    @POST
    @Staff(Role.OPERATOR)
    public Response add(ImageRequest body) {
        return tagged(catalogue.addImage(body.id(), body.terms()));
    }

    @PUT
    @Path("/{id:.+}")
    @Staff(Role.OPERATOR)
    public Response change(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, ImageRequest body) {
        ImageRow image = known(id);
        Versions.match(ifMatch, image.version);
        return tagged(catalogue.changeImage(image, body.terms()));
    }

    private ImageRow known(String id) {
        return catalogue
                .image(id)
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "There is no image " + id));
    }

    private static Response tagged(ImageRow image) {
        return Response.ok(ImageJson.of(image)).tag(Versions.tag(image.version)).build();
    }

    /** What an image is to be. */
    public record ImageRequest(
            @Nullable String id,
            @Nullable String label,
            @Nullable String description,
            @Nullable String vendor,
            @Nullable Integer sizeMb,
            @Nullable Boolean deprecated) {
        ImageTerms terms() {
            return new ImageTerms(label, description, vendor, sizeMb, deprecated);
        }
    }

    /** An image. */
    public record ImageJson(
            String id,
            long version,
            String label,
            String description,
            String vendor,
            int sizeMb,
            boolean deprecated,
            Instant createdAt,
            @Nullable Instant eolAt) {
        static ImageJson of(ImageRow image) {
            return new ImageJson(
                    image.id,
                    image.version,
                    image.label,
                    image.description,
                    image.vendor,
                    image.sizeMb,
                    image.deprecated,
                    image.createdAt,
                    image.eolAt);
        }
    }
}
