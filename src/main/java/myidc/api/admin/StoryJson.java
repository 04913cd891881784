package myidc.api.admin;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import myidc.api.Described;
import myidc.compute.read.Instances;
import myidc.network.read.AddressStories.Chapter;
import myidc.network.read.AddressStories.Named;
import myidc.platform.asof.Stories.Told;
import myidc.shared.Page;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * An address's whole story.
 *
 * @param at the instant asked for; null when none was
 * @param then who had it at that instant; more than one only where routing tables repeat it
 * @param data everybody who had it, the latest first, paged
 */
public record StoryJson(
        String address,
        @Nullable Instant at,
        List<ChapterJson> then,
        List<ChapterJson> data,
        int page,
        int pages,
        long results) {
    static StoryJson of(String address, Then then, Page<Chapter> chapters, Names names) {
        return new StoryJson(
                address,
                then.at(),
                then.chapters().stream().map(names::tell).toList(),
                chapters.data().stream().map(names::tell).toList(),
                chapters.page(),
                chapters.pages(),
                chapters.results());
    }

    /** Who had it at an instant. */
    record Then(@Nullable Instant at, List<Chapter> chapters) {}

    /**
     * Somebody's time with the address.
     *
     * @param guest the guest that had it; null when the holder was none
     * @param tenant whose it was; null when it was the house's own
     * @param to null while it is held
     * @param quarantinedUntil until when it rested, or rests
     * @param names what it answered with, in order
     * @param events the facts of this time, in order
     */
    public record ChapterJson(
            long assignmentId,
            long prefixId,
            @Nullable String prefix,
            @Nullable Long vrfId,
            String holder,
            @Nullable ThingJson guest,
            @Nullable ThingJson tenant,
            String role,
            @Nullable String note,
            Instant from,
            @Nullable Instant to,
            @Nullable Instant quarantinedUntil,
            List<Named> names,
            List<Told> events) {}

    /** A thing with what it is, or was then, called. */
    public record ThingJson(long id, String name) {}

    /** Tells what guests and tenants are called. */
    @Singleton
    public static final class Names {
        private final Instances instances;
        private final Tenants tenants;

        Names(Instances instances, Tenants tenants) {
            this.instances = instances;
            this.tenants = tenants;
        }

        ChapterJson tell(Chapter chapter) {
            Long tenant = chapter.tenantId();
            return new ChapterJson(
                    chapter.assignmentId(),
                    chapter.prefixId(),
                    chapter.prefix(),
                    chapter.vrfId(),
                    chapter.holder(),
                    guest(chapter).orElse(null),
                    Optional.ofNullable(tenant)
                            .flatMap(id -> tenants.find(new TenantId(id)))
                            .map(found -> new ThingJson(found.id, found.name))
                            .orElse(null),
                    chapter.role(),
                    chapter.note(),
                    chapter.from(),
                    chapter.to(),
                    chapter.quarantinedUntil(),
                    chapter.names(),
                    chapter.events());
        }

        /** By its label when the address came to it: a guest that is gone had one too. */
        private Optional<ThingJson> guest(Chapter chapter) {
            if (!chapter.holder().matches("instance-[0-9]{1,18}")) {
                return Optional.empty();
            }
            Long id = Described.instance(chapter.holder());
            return Optional.ofNullable(id)
                    .flatMap(known -> instances.find(new InstanceId(known), chapter.from()))
                    .map(guest -> new ThingJson(guest.id, guest.label));
        }
    }
}
