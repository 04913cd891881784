package myidc.compute;

import myidc.shared.id.InstanceId;

/** Where a guest is in its life; a guest in transition takes no further action. */
public enum InstanceState {
    PROVISIONING(true),
    /** A new guest that an operator has to let be; it is nothing but a proposal until then. */
    AWAITING_APPROVAL(false),
    OFFLINE(false),
    BOOTING(true),
    RUNNING(false),
    SHUTTING_DOWN(true),
    REBOOTING(true),
    RESIZING(true),
    REBUILDING(true),
    RESTORING(true),
    MIGRATING(true),
    DELETING(true),
    DELETED(false),
    /** Never came into being; what it had taken is given back, or is when it is deleted. */
    FAILED(false),
    /** The machine room would not let go of it; may be deleted again. */
    DELETION_FAILED(false);

    private final boolean inTransition;

    InstanceState(boolean inTransition) {
        this.inTransition = inTransition;
    }

    /** Refuses a copy of a guest that has no disks, or whose disks are being replaced or go. */
    public void mustHaveContents(InstanceId guest) {
        switch (this) {
            case PROVISIONING, AWAITING_APPROVAL, FAILED, DELETING, DELETED ->
                throw InstancePast.unfit("Linode " + guest.value() + " cannot be cloned now.");
            case RESIZING, REBUILDING, RESTORING, MIGRATING -> throw InstancePast.busy();
            case OFFLINE, BOOTING, RUNNING, SHUTTING_DOWN, REBOOTING, DELETION_FAILED -> {}
        }
    }

    public boolean inTransition() {
        return inTransition;
    }
}
