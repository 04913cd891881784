package myidc.api.tenant.image;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import myidc.compute.ComputeRefusal;
import myidc.compute.read.ImageView;
import myidc.compute.read.Images;
import myidc.compute.read.ShareGroupView;
import myidc.compute.read.ShareGroups;
import myidc.compute.read.ShareMemberView;
import myidc.compute.read.ShareTokenView;
import myidc.compute.read.SharedImageView;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Refused;
import myidc.shared.id.ImageId;
import myidc.shared.id.ShareGroupId;

/** The groups and tokens of the caller's tenant; all others are not found. */
@Singleton
final class OwnShareGroups {
    private final CurrentCaller callers;
    private final ShareGroups groups;
    private final Images images;

    OwnShareGroups(CurrentCaller callers, ShareGroups groups, Images images) {
        this.callers = callers;
        this.groups = groups;
        this.images = images;
    }

    ShareGroups all() {
        return groups;
    }

    ShareGroupView group(long id) {
        return groups.find(callers.get().ownTenant(), new ShareGroupId(id)).orElseThrow(OwnShareGroups::notFound);
    }

    ShareGroupJson shown(ShareGroupView group) {
        ShareGroupId id = new ShareGroupId(group.id);
        return ShareGroupJson.of(
                group, groups.imagesIn(id).size(), groups.membersOf(id).size());
    }

    /** The group's images as its owner sees them. */
    List<ImageJson> imagesIn(ShareGroupView group) {
        return groups.imagesIn(new ShareGroupId(group.id)).stream()
                .map(shared -> shown(shared, group))
                .flatMap(Optional::stream)
                .toList();
    }

    Optional<ImageJson> shown(SharedImageView shared, ShareGroupView group) {
        Optional<ImageView> image = images.find(new ImageId(shared.imageId));
        return image.map(behind -> ImageJson.of(shared, behind, group, "private/" + shared.imageId));
    }

    /** An image of the group by its name there, such as {@code shared/7}. */
    SharedImageView image(ShareGroupView group, String name) {
        return groups.imagesIn(new ShareGroupId(group.id)).stream()
                .filter(shared -> name.equals("shared/" + shared.number))
                .findFirst()
                .orElseThrow(OwnShareGroups::notFound);
    }

    ShareMemberView member(ShareGroupView group, String tokenUuid) {
        return groups.membersOf(new ShareGroupId(group.id)).stream()
                .filter(member -> member.tokenUuid.equals(tokenUuid))
                .findFirst()
                .orElseThrow(OwnShareGroups::notFound);
    }

    ShareTokenView token(String uuid) {
        return groups.tokensOf(callers.get().ownTenant()).stream()
                .filter(token -> token.uuid.equals(uuid))
                .findFirst()
                .orElseThrow(OwnShareGroups::notFound);
    }

    /** The group that has taken the token's maker in; refused when none has. */
    ShareGroupView joined(ShareTokenView token) {
        return joinedBy(token).orElseThrow(OwnShareGroups::notFound);
    }

    Optional<ShareGroupView> joinedBy(ShareTokenView token) {
        return groups.member(token.uuid).flatMap(member -> groups.find(new ShareGroupId(member.shareGroupId)));
    }

    static Refused notFound() {
        return Refused.because(ComputeRefusal.SHARE_GROUP_NOT_FOUND, "Not found");
    }
}
