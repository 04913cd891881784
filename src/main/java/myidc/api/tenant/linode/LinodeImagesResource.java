package myidc.api.tenant.linode;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.catalog.Catalogue;
import myidc.compute.catalog.ImageRow;
import myidc.platform.security.Open;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** Public images; private ones cannot be made yet. */
@Path("/{api:v4|v4beta}/images")
@Open
public final class LinodeImagesResource {
    private static final Attributes<ImageJson> ATTRIBUTES = new Attributes<ImageJson>()
            .with("id", Kind.TEXT, ImageJson::id)
            .with("label", Kind.TEXT, ImageJson::label)
            .with("vendor", Kind.TEXT, ImageJson::vendor)
            .with("deprecated", Kind.FLAG, ImageJson::deprecated)
            .with("is_public", Kind.FLAG, ImageJson::isPublic)
            .with("type", Kind.TEXT, ImageJson::type)
            .with("status", Kind.TEXT, ImageJson::status)
            .with("size", Kind.NUMBER, ImageJson::size)
            .with("created_by", Kind.TEXT, ImageJson::createdBy)
            .with("created", Kind.TEXT, ImageJson::created)
            .with("tags", Kind.TEXTS, ImageJson::tags);

    private final Catalogue catalogue;

    LinodeImagesResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    public Listed<ImageJson> list(@BeanParam ListQuery query) {
        return ATTRIBUTES.page(catalogue.images().stream().map(ImageJson::of).toList(), query, image -> image);
    }

    /** An image's identifier has a slash in it, percent-encoded or not. */
    @GET
    @Path("/{id:.+}")
    public ImageJson one(@PathParam("id") String id) {
        return catalogue
                .image(id)
                .map(ImageJson::of)
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    /** An image. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ImageJson(
            String id,
            String label,
            String description,
            String created,
            String updated,
            int size,
            int totalSize,
            String createdBy,
            String type,
            boolean isPublic,
            boolean isShared,
            boolean deprecated,
            String vendor,
            @Nullable String expiry,
            @Nullable String eol,
            String status,
            List<String> capabilities,
            List<String> regions,
            List<String> tags) {
        static ImageJson of(ImageRow image) {
            String created = WireTime.text(image.createdAt);
            return new ImageJson(
                    image.id,
                    image.label,
                    image.description,
                    created,
                    created,
                    image.sizeMb,
                    image.sizeMb,
                    "linode",
                    "manual",
                    true,
                    false,
                    image.deprecated,
                    image.vendor,
                    null,
                    WireTime.textOrNull(image.eolAt),
                    "available",
                    List.of("cloud-init"),
                    List.of(),
                    List.of());
        }
    }
}
