package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import myidc.network.event.AssignmentEvent.AddressAssigned;
import myidc.network.event.AssignmentEvent.AddressReleased;
import myidc.network.event.AssignmentEvent.AddressShared;
import myidc.network.event.PrefixEvent.PrefixDescribed;
import myidc.network.event.PrefixEvent.PrefixFiled;
import myidc.network.event.PrefixEvent.PrefixRetired;
import myidc.platform.axon.Handler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;

/**
 * Has the room told anew what a guest may send from when that changes. A guest that is being made or taken away is left out:
 * it is told of all of it then, or gone.
 */
@Singleton
@ProcessingGroup("compute.read")
final class SourceWork implements Handler {
    private static final String THERE =
            " guest.status not in ('PROVISIONING', 'AWAITING_APPROVAL', 'FAILED', 'DELETING', 'DELETION_FAILED')";

    private final Wishes wishes;

    SourceWork(FilterWork filters) {
        this.wishes = filters.wishes();
    }

    @EventHandler
    void on(AddressAssigned fact) {
        want(fact.holder());
    }

    @EventHandler
    void on(AddressReleased fact) {
        want(fact.holder());
    }

    /** With whom it was shared before is not said, so all are told that it can have been. */
    @EventHandler
    void on(AddressShared fact) {
        wishes.wantAll(
                "select guest.id from address_view address join prefix_view prefix on prefix.id = address.prefix_id"
                        + " join instance_view guest on guest.tenant_id = address.tenant_id"
                        + " and guest.site_id = prefix.site_id where address.id = ? and" + THERE,
                fact.assignmentId().value());
    }

    @EventHandler
    void on(PrefixFiled fact) {
        want(fact.description());
    }

    @EventHandler
    void on(PrefixDescribed fact) {
        want(fact.description());
    }

    @EventHandler
    void on(PrefixRetired fact) {
        wishes.wantAll(
                "select guest.id from prefix_view prefix join instance_view guest"
                        + " on prefix.description = 'instance-' || guest.id where prefix.id = ? and" + THERE,
                fact.prefixId().value());
    }

    private void want(@Nullable String holder) {
        if (holder != null && holder.matches("instance-[0-9]{1,18}")) {
            wishes.wantAll(
                    "select guest.id from instance_view guest where guest.id = ? and" + THERE,
                    Long.parseLong(holder.substring("instance-".length())));
        }
    }
}
