package myidc.inventory.event;

/** What a location is. */
public enum LocationKind {
    ROOM,
    ROW
}
