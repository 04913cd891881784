package myidc.api.tenant.image;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.read.ShareGroupView;
import org.jspecify.annotations.Nullable;

/** Linode's image share group object. */
@JsonNaming(SnakeCaseStrategy.class)
public record ShareGroupJson(
        long id,
        String uuid,
        String label,
        String description,
        boolean isSuspended,
        String created,
        String updated,
        @Nullable String expiry,
        long imagesCount,
        long membersCount) {
    static final Attributes<ShareGroupView> ATTRIBUTES = new Attributes<ShareGroupView>()
            .with("id", Kind.NUMBER, row -> row.id)
            .with("uuid", Kind.TEXT, row -> row.uuid)
            .with("label", Kind.TEXT, row -> row.label)
            .with("description", Kind.TEXT, row -> row.description)
            .with("created", Kind.TIME, row -> row.createdAt)
            .with("updated", Kind.TIME, row -> row.updatedAt);

    static ShareGroupJson of(ShareGroupView group, long images, long members) {
        return new ShareGroupJson(
                group.id,
                group.uuid,
                group.label,
                group.description,
                false,
                WireTime.text(group.createdAt),
                WireTime.text(group.updatedAt),
                null,
                images,
                members);
    }
}
