package myidc.compute.read;

import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.shared.id.ImageId;
import myidc.shared.id.ShareGroupId;
import myidc.shared.id.TenantId;

/** Reads groups in which tenants share images. */
@Singleton
public final class ShareGroups {
    /** A tenant has so many groups, and so many tokens, at most. */
    public static final int MOST = 100;

    private static final int ROWS_MAX = 500;

    /** A tenant's own groups, by number. */
    public List<ShareGroupView> of(TenantId tenant) {
        return ShareGroupView.<ShareGroupView>find("tenantId", Sort.by("id"), tenant.value())
                .page(0, MOST)
                .list();
    }

    public Optional<ShareGroupView> find(TenantId tenant, ShareGroupId id) {
        return ShareGroupView.<ShareGroupView>findByIdOptional(id.value())
                .filter(row -> row.tenantId == tenant.value());
    }

    /** Whoever's it is. */
    public Optional<ShareGroupView> find(ShareGroupId id) {
        return ShareGroupView.findByIdOptional(id.value());
    }

    public Optional<ShareGroupView> byUuid(String uuid) {
        return ShareGroupView.<ShareGroupView>find("uuid", uuid).firstResultOptional();
    }

    public List<SharedImageView> imagesIn(ShareGroupId group) {
        return SharedImageView.<SharedImageView>find("shareGroupId", Sort.by("number"), group.value())
                .page(0, ROWS_MAX)
                .list();
    }

    public List<ShareMemberView> membersOf(ShareGroupId group) {
        return ShareMemberView.<ShareMemberView>find("shareGroupId", Sort.by("createdAt", "tokenUuid"), group.value())
                .page(0, ROWS_MAX)
                .list();
    }

    public Optional<ShareMemberView> member(String tokenUuid) {
        return ShareMemberView.findByIdOptional(tokenUuid);
    }

    /** What an image is called in the groups in which it is. */
    public List<SharedImageView> placesOf(ImageId image) {
        return SharedImageView.<SharedImageView>find("imageId", image.value())
                .page(0, ROWS_MAX)
                .list();
    }

    /** Groups of its owner in which an image is. */
    public List<ShareGroupView> sharing(ImageId image) {
        List<Long> groups =
                placesOf(image).stream().map(row -> row.shareGroupId).toList();
        return ShareGroupView.<ShareGroupView>find("id in ?1", Sort.by("id"), groups)
                .page(0, ROWS_MAX)
                .list();
    }

    /** In how many groups each of these images is; those in none are left out. */
    public Map<Long, Long> counts(List<Long> images) {
        return SharedImageView.<SharedImageView>find("imageId in ?1", images).page(0, ROWS_MAX).list().stream()
                .collect(Collectors.groupingBy(row -> row.imageId, Collectors.counting()));
    }

    /** The images that others share with a tenant, by the number they have there. */
    public List<SharedImageView> sharedWith(TenantId tenant) {
        return SharedImageView.<SharedImageView>find(
                        "shareGroupId in (select shareGroupId from ShareMemberView where tenantId = ?1)",
                        Sort.by("number"),
                        tenant.value())
                .page(0, ROWS_MAX)
                .list();
    }

    /** A tenant's own tokens, by number. */
    public List<ShareTokenView> tokensOf(TenantId tenant) {
        return ShareTokenView.<ShareTokenView>find("tenantId", Sort.by("id"), tenant.value())
                .page(0, MOST)
                .list();
    }

    /** The token with a secret's hash. */
    public Optional<ShareTokenView> token(String secretHash) {
        return ShareTokenView.<ShareTokenView>find("secretHash", secretHash).firstResultOptional();
    }
}
