package myidc.storage;

/** Where a volume is in its life; one in transition takes no further action. */
public enum VolumeState {
    CREATING(true),
    ACTIVE(false),
    ATTACHING(true),
    DETACHING(true),
    RESIZING(true),
    DELETING(true),
    /** Never came into being. */
    FAILED(false),
    DELETED(false);

    private final boolean inTransition;

    VolumeState(boolean inTransition) {
        this.inTransition = inTransition;
    }

    boolean inTransition() {
        return inTransition;
    }
}
