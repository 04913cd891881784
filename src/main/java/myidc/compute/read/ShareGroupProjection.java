package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.ShareGroupEvent;
import myidc.compute.event.ShareGroupEvent.ImageShared;
import myidc.compute.event.ShareGroupEvent.ImageUnshared;
import myidc.compute.event.ShareGroupEvent.ShareGroupCreated;
import myidc.compute.event.ShareGroupEvent.ShareGroupDeleted;
import myidc.compute.event.ShareGroupEvent.ShareGroupDescribed;
import myidc.compute.event.ShareGroupEvent.ShareMemberAdded;
import myidc.compute.event.ShareGroupEvent.ShareMemberLabelled;
import myidc.compute.event.ShareGroupEvent.ShareMemberRemoved;
import myidc.compute.event.ShareGroupEvent.SharedImageDescribed;
import myidc.compute.event.ShareTokenEvent;
import myidc.compute.event.ShareTokenEvent.ShareTokenDeleted;
import myidc.compute.event.ShareTokenEvent.ShareTokenLabelled;
import myidc.compute.event.ShareTokenEvent.ShareTokenMade;
import myidc.platform.axon.Projection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes which images are shared in which groups, with whom, and by which tokens. */
@Singleton
@ProcessingGroup("compute.read")
public final class ShareGroupProjection implements Projection {
    @Override
    public String name() {
        return "compute.share-groups";
    }

    @Override
    public List<String> tables() {
        return List.of("share_group_view", "shared_image_view", "share_member_view", "share_token_view");
    }

    @EventHandler
    void on(ShareGroupEvent fact, @Timestamp Instant at) {
        switch (fact) {
            case ShareGroupCreated made -> begin(made, at);
            case ShareGroupDescribed said -> {
                ShareGroupView row = group(fact);
                row.label = said.label();
                row.description = said.description();
                row.updatedAt = at;
            }
            case ImageShared shared -> share(shared, at);
            case SharedImageDescribed said -> {
                SharedImageView row = SharedImageView.<SharedImageView>findByIdOptional(said.number())
                        .orElseThrow();
                row.label = said.label();
                row.description = said.description();
                row.updatedAt = at;
            }
            case ImageUnshared unshared -> SharedImageView.deleteById(unshared.number());
            case ShareMemberAdded added -> admit(added, at);
            case ShareMemberLabelled said -> {
                ShareMemberView row = ShareMemberView.<ShareMemberView>findByIdOptional(said.tokenUuid())
                        .orElseThrow();
                row.label = said.label();
                row.updatedAt = at;
            }
            case ShareMemberRemoved removed -> ShareMemberView.deleteById(removed.tokenUuid());
            case ShareGroupDeleted deleted -> {
                long group = deleted.shareGroupId().value();
                SharedImageView.delete("shareGroupId", group);
                ShareMemberView.delete("shareGroupId", group);
                ShareGroupView.deleteById(group);
            }
        }
    }

    @EventHandler
    void on(ShareTokenEvent fact, @Timestamp Instant at) {
        switch (fact) {
            case ShareTokenMade made -> {
                ShareTokenView row = new ShareTokenView();
                row.id = made.shareTokenId().value();
                row.tenantId = made.tenantId().value();
                row.uuid = made.uuid();
                row.groupUuid = made.groupUuid();
                row.label = made.label();
                row.secretHash = made.secretHash();
                row.createdAt = at;
                row.updatedAt = at;
                row.persist();
            }
            case ShareTokenLabelled said -> {
                ShareTokenView row = ShareTokenView.<ShareTokenView>findByIdOptional(
                                said.shareTokenId().value())
                        .orElseThrow();
                row.label = said.label();
                row.updatedAt = at;
            }
            case ShareTokenDeleted deleted ->
                ShareTokenView.deleteById(deleted.shareTokenId().value());
        }
    }

    private static void begin(ShareGroupCreated made, Instant at) {
        ShareGroupView row = new ShareGroupView();
        row.id = made.shareGroupId().value();
        row.tenantId = made.tenantId().value();
        row.uuid = made.uuid();
        row.label = made.label();
        row.description = made.description();
        row.createdAt = at;
        row.updatedAt = at;
        row.persist();
    }

    private static void share(ImageShared shared, Instant at) {
        SharedImageView row = new SharedImageView();
        row.number = shared.number();
        row.shareGroupId = shared.shareGroupId().value();
        row.imageId = shared.imageId().value();
        row.label = shared.label();
        row.description = shared.description();
        row.createdAt = at;
        row.updatedAt = at;
        row.persist();
    }

    private static void admit(ShareMemberAdded added, Instant at) {
        ShareMemberView row = new ShareMemberView();
        row.tokenUuid = added.tokenUuid();
        row.shareGroupId = added.shareGroupId().value();
        row.tenantId = added.memberId().value();
        row.label = added.label();
        row.createdAt = at;
        row.updatedAt = at;
        row.persist();
    }

    private static ShareGroupView group(ShareGroupEvent fact) {
        return ShareGroupView.<ShareGroupView>findByIdOptional(
                        fact.shareGroupId().value())
                .orElseThrow();
    }
}
