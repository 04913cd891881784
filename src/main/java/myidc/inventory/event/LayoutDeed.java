package myidc.inventory.event;

/** What a step of a plan does. */
public enum LayoutDeed {
    /** A device that stands in a rack goes to another place. */
    MOVE,
    /** A device that was received is mounted. */
    INSTALL,
    /** A device leaves its rack and is kept. */
    REMOVE,
    /** A device leaves for good. */
    RETIRE,
    /** A device is ordered and space is kept for it. */
    ORDER,
    /** A rack is set up. */
    ADD_RACK,
    /** An empty rack is taken down. */
    REMOVE_RACK
}
