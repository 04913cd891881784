package myidc.compute.read;

import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import myidc.platform.ops.LiveAudience;
import myidc.shared.id.ImageId;
import myidc.shared.id.TenantId;

/** Reads tenants' own images. */
@Singleton
public final class Images implements LiveAudience {
    /** A tenant has so many at most. */
    public static final int MOST = 100;

    /** A tenant's images, by number. */
    public List<ImageView> of(TenantId tenant) {
        return ImageView.<ImageView>find("tenantId", Sort.by("id"), tenant.value())
                .page(0, MOST)
                .list();
    }

    /** A tenant's own image; another tenant's is as if it were not. */
    public Optional<ImageView> find(TenantId tenant, ImageId id) {
        return find(id).filter(row -> row.tenantId == tenant.value());
    }

    public Optional<ImageView> find(ImageId id) {
        return ImageView.findByIdOptional(id.value());
    }

    /** The image whose contents are awaited at an address with this secret's hash. */
    public Optional<ImageView> awaiting(String keyHash) {
        return ImageView.<ImageView>find("keyHash", keyHash).firstResultOptional();
    }

    @Override
    public boolean owns(TenantId tenant, String thing) {
        return thing.matches("image-[0-9]{1,18}")
                && find(tenant, new ImageId(Long.parseLong(thing.substring(6)))).isPresent();
    }
}
