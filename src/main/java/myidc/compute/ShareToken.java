package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Objects;
import myidc.compute.ShareTokenCommand.DeleteShareToken;
import myidc.compute.ShareTokenCommand.LabelShareToken;
import myidc.compute.ShareTokenCommand.MakeShareToken;
import myidc.compute.event.ShareTokenEvent.ShareTokenDeleted;
import myidc.compute.event.ShareTokenEvent.ShareTokenLabelled;
import myidc.compute.event.ShareTokenEvent.ShareTokenMade;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.ShareTokenId;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A token by which the owner of a group takes another tenant in. */
final class ShareToken {
    private static final int LABEL_MAX = 128;

    @AggregateIdentifier
    private @Nullable ShareTokenId id;

    private @Nullable TenantId tenant;
    private String label = "";
    private boolean deleted;

    ShareToken() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(MakeShareToken command) {
        apply(new ShareTokenMade(
                command.shareTokenId(),
                command.tenantId(),
                command.marks().uuid(),
                command.marks().groupUuid(),
                Check.text("label", command.label(), LABEL_MAX),
                command.marks().secretHash()));
    }

    @CommandHandler
    void decide(LabelShareToken command) {
        present();
        String wanted = Check.text("label", command.label(), LABEL_MAX);
        if (!wanted.equals(label)) {
            apply(new ShareTokenLabelled(known(), wanted));
        }
    }

    @CommandHandler
    void decide(DeleteShareToken command) {
        present();
        apply(new ShareTokenDeleted(known(), Objects.requireNonNull(tenant)));
    }

    @EventSourcingHandler
    void evolve(ShareTokenMade fact) {
        id = fact.shareTokenId();
        tenant = fact.tenantId();
        label = fact.label();
    }

    @EventSourcingHandler
    void evolve(ShareTokenLabelled fact) {
        label = fact.label();
    }

    @EventSourcingHandler
    void evolve(ShareTokenDeleted fact) {
        deleted = true;
    }

    private void present() {
        if (deleted) {
            throw Refused.because(ComputeRefusal.SHARE_GROUP_NOT_FOUND, "Not found");
        }
    }

    private ShareTokenId known() {
        return Objects.requireNonNull(id);
    }
}
