package myidc.inventory.event;

/** The side of a rack a device is mounted from. */
public enum Face {
    FRONT,
    REAR
}
