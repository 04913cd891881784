package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import myidc.compute.ShareGroupCommand.AddShareMember;
import myidc.compute.ShareGroupCommand.CreateShareGroup;
import myidc.compute.ShareGroupCommand.DeleteShareGroup;
import myidc.compute.ShareGroupCommand.DescribeShareGroup;
import myidc.compute.ShareGroupCommand.DescribeSharedImage;
import myidc.compute.ShareGroupCommand.LabelShareMember;
import myidc.compute.ShareGroupCommand.RemoveShareMember;
import myidc.compute.ShareGroupCommand.ShareImage;
import myidc.compute.ShareGroupCommand.UnshareImage;
import myidc.compute.ShareGroupCommand.Words;
import myidc.compute.event.ShareGroupEvent.ImageShared;
import myidc.compute.event.ShareGroupEvent.ImageUnshared;
import myidc.compute.event.ShareGroupEvent.ShareGroupCreated;
import myidc.compute.event.ShareGroupEvent.ShareGroupDeleted;
import myidc.compute.event.ShareGroupEvent.ShareGroupDescribed;
import myidc.compute.event.ShareGroupEvent.ShareMemberAdded;
import myidc.compute.event.ShareGroupEvent.ShareMemberLabelled;
import myidc.compute.event.ShareGroupEvent.ShareMemberRemoved;
import myidc.compute.event.ShareGroupEvent.SharedImageDescribed;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.ImageId;
import myidc.shared.id.ShareGroupId;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A group in which a tenant shares images with other tenants. */
final class ShareGroup {
    private static final int LABEL_MAX = 128;
    private static final int DESCRIPTION_MAX = 500;
    private static final int IMAGES_MAX = 250;
    private static final int MEMBERS_MAX = 250;

    @AggregateIdentifier
    private @Nullable ShareGroupId id;

    private @Nullable TenantId tenant;
    private @Nullable Words words;
    private final TreeMap<Long, Shared> images = new TreeMap<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private boolean deleted;

    ShareGroup() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(CreateShareGroup command) {
        Words wanted = checked(command.words());
        apply(new ShareGroupCreated(
                command.shareGroupId(), command.tenantId(), command.uuid(), wanted.label(), wanted.description()));
    }

    @CommandHandler
    void decide(DescribeShareGroup command) {
        present();
        Words wanted = checked(command.words());
        if (!wanted.equals(words)) {
            apply(new ShareGroupDescribed(known(), wanted.label(), wanted.description()));
        }
    }

    @CommandHandler
    void decide(ShareImage command) {
        present();
        if (images.values().stream().anyMatch(shared -> shared.image().equals(command.imageId()))) {
            throw Refused.field(ComputeRefusal.IMAGE_SHARED, "images", "The image is in this group already");
        }
        Check.range("images", images.size() + 1, 0, IMAGES_MAX);
        Words wanted = checked(command.words());
        apply(new ImageShared(known(), command.number(), command.imageId(), wanted.label(), wanted.description()));
    }

    @CommandHandler
    void decide(DescribeSharedImage command) {
        Shared shared = shared(command.number());
        Words wanted = checked(command.words());
        if (!wanted.equals(shared.words())) {
            apply(new SharedImageDescribed(known(), command.number(), wanted.label(), wanted.description()));
        }
    }

    @CommandHandler
    void decide(UnshareImage command) {
        apply(new ImageUnshared(
                known(), command.number(), shared(command.number()).image()));
    }

    @CommandHandler
    void decide(AddShareMember command) {
        present();
        if (members.containsKey(command.tokenUuid())
                || members.values().stream().anyMatch(member -> member.tenant().equals(command.memberId()))) {
            throw Refused.field(ComputeRefusal.SHARE_MEMBER, "token", "token is of a member of this group already");
        }
        if (command.memberId().equals(tenant)) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "token", "token must be of another account");
        }
        Check.range("members", members.size() + 1, 0, MEMBERS_MAX);
        apply(new ShareMemberAdded(
                known(), command.tokenUuid(), command.memberId(), Check.text("label", command.label(), LABEL_MAX)));
    }

    @CommandHandler
    void decide(LabelShareMember command) {
        Member member = member(command.tokenUuid());
        String wanted = Check.text("label", command.label(), LABEL_MAX);
        if (!wanted.equals(member.label())) {
            apply(new ShareMemberLabelled(known(), command.tokenUuid(), wanted));
        }
    }

    @CommandHandler
    void decide(RemoveShareMember command) {
        apply(new ShareMemberRemoved(
                known(), command.tokenUuid(), member(command.tokenUuid()).tenant()));
    }

    @CommandHandler
    void decide(DeleteShareGroup command) {
        present();
        apply(new ShareGroupDeleted(known(), Objects.requireNonNull(tenant)));
    }

    @EventSourcingHandler
    void evolve(ShareGroupCreated fact) {
        id = fact.shareGroupId();
        tenant = fact.tenantId();
        words = new Words(fact.label(), fact.description());
    }

    @EventSourcingHandler
    void evolve(ShareGroupDescribed fact) {
        words = new Words(fact.label(), fact.description());
    }

    @EventSourcingHandler
    void evolve(ImageShared fact) {
        images.put(fact.number(), new Shared(fact.imageId(), new Words(fact.label(), fact.description())));
    }

    @EventSourcingHandler
    void evolve(SharedImageDescribed fact) {
        images.computeIfPresent(
                fact.number(),
                (number, shared) -> new Shared(shared.image(), new Words(fact.label(), fact.description())));
    }

    @EventSourcingHandler
    void evolve(ImageUnshared fact) {
        images.remove(fact.number());
    }

    @EventSourcingHandler
    void evolve(ShareMemberAdded fact) {
        members.put(fact.tokenUuid(), new Member(fact.memberId(), fact.label()));
    }

    @EventSourcingHandler
    void evolve(ShareMemberLabelled fact) {
        members.computeIfPresent(fact.tokenUuid(), (uuid, member) -> new Member(member.tenant(), fact.label()));
    }

    @EventSourcingHandler
    void evolve(ShareMemberRemoved fact) {
        members.remove(fact.tokenUuid());
    }

    @EventSourcingHandler
    void evolve(ShareGroupDeleted fact) {
        deleted = true;
    }

    private static Words checked(Words wanted) {
        String description = Check.optionalText("description", wanted.description(), DESCRIPTION_MAX);
        return new Words(Check.text("label", wanted.label(), LABEL_MAX), description == null ? "" : description);
    }

    private Shared shared(long number) {
        present();
        Shared shared = images.get(number);
        if (shared == null) {
            throw notFound();
        }
        return shared;
    }

    private Member member(String tokenUuid) {
        present();
        Member member = members.get(tokenUuid);
        if (member == null) {
            throw notFound();
        }
        return member;
    }

    private void present() {
        if (deleted) {
            throw notFound();
        }
    }

    private static Refused notFound() {
        return Refused.because(ComputeRefusal.SHARE_GROUP_NOT_FOUND, "Not found");
    }

    private ShareGroupId known() {
        return Objects.requireNonNull(id);
    }

    private record Shared(ImageId image, Words words) {}

    private record Member(TenantId tenant, String label) {}
}
