package myidc.compute;

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

    public boolean inTransition() {
        return inTransition;
    }
}
