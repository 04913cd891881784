package myidc.api.tenant.image;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Arrays;
import java.util.List;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.catalog.ImageRow;
import myidc.compute.read.ImageView;
import myidc.compute.read.ShareGroupView;
import myidc.compute.read.SharedImageView;
import org.jspecify.annotations.Nullable;

/** Linode's image object. Sizes in MB, as Linode calls MiB. */
@JsonNaming(SnakeCaseStrategy.class)
public record ImageJson(
        String id,
        String label,
        @Nullable String description,
        String created,
        String updated,
        long size,
        long totalSize,
        @Nullable String createdBy,
        String type,
        boolean isPublic,
        boolean isShared,
        boolean deprecated,
        @Nullable String vendor,
        @Nullable String expiry,
        @Nullable String eol,
        String status,
        List<String> capabilities,
        List<PlaceJson> regions,
        List<String> tags,
        @Nullable SharingJson imageSharing) {
    static final Attributes<ImageJson> ATTRIBUTES = new Attributes<ImageJson>()
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
    private static final List<String> CLOUD_INIT = List.of("cloud-init");
    private static final long MIB = 1 << 20;

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
                CLOUD_INIT,
                List.of(),
                List.of(),
                null);
    }

    /** @param groups in how many groups it is shared */
    static ImageJson of(ImageView image, long groups) {
        return new ImageJson(
                "private/" + image.id,
                image.label,
                image.description,
                WireTime.text(image.createdAt),
                WireTime.text(image.updatedAt),
                image.sizeMb,
                stored(image),
                image.author,
                "manual",
                false,
                groups > 0,
                false,
                null,
                null,
                null,
                image.status,
                image.cloudInit ? CLOUD_INIT : List.of(),
                places(image),
                List.of(image.tags),
                new SharingJson(new SharedWithJson(groups, "/v4/images/private/" + image.id + "/sharegroups"), null));
    }

    /** @param source who may see what it was shared from sees this */
    static ImageJson of(SharedImageView shared, ImageView image, ShareGroupView group, @Nullable String source) {
        return new ImageJson(
                "shared/" + shared.number,
                shared.label,
                shared.description,
                WireTime.text(shared.createdAt),
                WireTime.text(shared.updatedAt),
                image.sizeMb,
                stored(image),
                null,
                "shared",
                false,
                true,
                false,
                null,
                null,
                null,
                image.status,
                image.cloudInit ? CLOUD_INIT : List.of(),
                places(image),
                List.of(),
                new SharingJson(null, new SharedByJson(group.id, group.uuid, group.label, source)));
    }

    /** What it takes in all its regions. */
    private static long stored(ImageView image) {
        return Math.ceilDiv(image.storedBytes, MIB) * image.regions.length;
    }

    private static List<PlaceJson> places(ImageView image) {
        String status = image.status.equals(ImageView.AVAILABLE) ? "available" : "creating";
        return Arrays.stream(image.regions)
                .map(region -> new PlaceJson(region, status))
                .toList();
    }

    /** Where an image is. */
    public record PlaceJson(String region, String status) {}

    /** How an image is shared. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record SharingJson(
            @Nullable SharedWithJson sharedWith, @Nullable SharedByJson sharedBy) {}

    /** In how many groups of its owner's. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record SharedWithJson(long sharegroupCount, String sharegroupListUrl) {}

    /** Through which group. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record SharedByJson(
            long sharegroupId,
            String sharegroupUuid,
            String sharegroupLabel,
            @Nullable String sourceImageId) {}
}
