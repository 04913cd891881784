package myidc.api.tenant.image;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.api.tenant.account.Grantable;
import myidc.api.tenant.wire.GrantGuard;
import myidc.compute.ComputeRefusal;
import myidc.compute.catalog.Catalogue;
import myidc.compute.read.ImageView;
import myidc.compute.read.Images;
import myidc.compute.read.ShareGroupView;
import myidc.compute.read.ShareGroups;
import myidc.compute.read.SharedImageView;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Refused;
import myidc.shared.id.ImageId;
import myidc.shared.id.ShareGroupId;
import myidc.shared.id.TenantId;

/** Images that the caller may have: its tenant's own as grants allow, and those that others share with its tenant. */
@Singleton
public final class OwnImages implements Grantable {
    private static final String KIND = "image";
    private static final Pattern NAME = Pattern.compile("(private|shared)/([0-9]{1,18})");

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Images images;
    private final ShareGroups groups;
    private final Catalogue catalogue;

    OwnImages(CurrentCaller callers, GrantGuard guard, Images images, ShareGroups groups, Catalogue catalogue) {
        this.callers = callers;
        this.guard = guard;
        this.images = images;
        this.groups = groups;
        this.catalogue = catalogue;
    }

    /** The tenant's own that the caller sees, then those shared with it. */
    List<ImageJson> seen() {
        LongPredicate sees = guard.sees(KIND);
        List<ImageView> own = images.of(callers.get().ownTenant()).stream()
                .filter(row -> sees.test(row.id))
                .toList();
        Map<Long, Long> counts = groups.counts(own.stream().map(row -> row.id).toList());
        List<ImageJson> all = new ArrayList<>(own.stream()
                .map(row -> ImageJson.of(row, counts.getOrDefault(row.id, 0L)))
                .toList());
        groups.sharedWith(callers.get().ownTenant())
                .forEach(shared -> shown(shared).ifPresent(all::add));
        return all;
    }

    /** By its name, such as {@code private/7} or {@code shared/7}. */
    ImageJson readable(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw notFound();
        }
        long number = Long.parseLong(parts.group(2));
        if (parts.group(1).equals("shared")) {
            return shared(number).flatMap(this::shown).orElseThrow(OwnImages::notFound);
        }
        ImageView row = own(number);
        guard.mayRead(KIND, number);
        return ImageJson.of(row, groups.counts(List.of(number)).getOrDefault(number, 0L));
    }

    /** One of the tenant's own, by its name. */
    ImageView changeable(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches() || !parts.group(1).equals("private")) {
            throw notFound();
        }
        long number = Long.parseLong(parts.group(2));
        ImageView row = own(number);
        guard.mayChange(KIND, number);
        return row;
    }

    /**
     * Refuses, by the field's name, an image that guests of the region cannot be made from: one that nobody here knows,
     * that has no contents yet, that is not there, or that needs more room.
     */
    public void deployable(String field, String name, Spot spot) {
        if (catalogue.image(name).isPresent()) {
            return;
        }
        ImageView image = behind(name)
                .orElseThrow(() -> Refused.field(ComputeRefusal.IMAGE_UNKNOWN, field, field + " is not valid"));
        if (!image.status.equals(ImageView.AVAILABLE)) {
            throw Refused.field(ComputeRefusal.IMAGE_NOT_READY, field, field + " has no contents yet: " + name);
        }
        if (!Arrays.asList(image.regions).contains(spot.region())) {
            throw Refused.field(
                    ComputeRefusal.IMAGE_NOT_READY, field, field + " is not in " + spot.region() + ": " + name);
        }
        if (image.sizeMb > spot.diskMb()) {
            throw Refused.field(
                    ComputeRefusal.IMAGE_NOT_READY,
                    field,
                    field + " needs " + image.sizeMb + " MB, and the disk has " + spot.diskMb());
        }
    }

    private Optional<ImageView> behind(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(2));
        if (parts.group(1).equals("shared")) {
            return shared(number).flatMap(shared -> images.find(new ImageId(shared.imageId)));
        }
        return guard.sees(KIND).test(number)
                ? images.find(callers.get().ownTenant(), new ImageId(number))
                : Optional.empty();
    }

    private Optional<SharedImageView> shared(long number) {
        return groups.sharedWith(callers.get().ownTenant()).stream()
                .filter(row -> row.number == number)
                .findFirst();
    }

    /** As a member of its group sees it. */
    Optional<ImageJson> shown(SharedImageView shared) {
        Optional<ShareGroupView> group = groups.find(new ShareGroupId(shared.shareGroupId));
        return images.find(new ImageId(shared.imageId))
                .flatMap(image -> group.map(in -> ImageJson.of(shared, image, in, null)));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Thing> of(TenantId tenant) {
        return images.of(tenant).stream()
                .map(row -> new Thing(row.id, row.label))
                .toList();
    }

    private ImageView own(long number) {
        return images.find(callers.get().ownTenant(), new ImageId(number)).orElseThrow(OwnImages::notFound);
    }

    static Refused notFound() {
        return Refused.because(ComputeRefusal.IMAGE_NOT_FOUND, "Not found");
    }

    /** Where a guest is to be made, with how large a disk in MiB. */
    public record Spot(String region, long diskMb) {}
}
