package myidc.inventory.event;

/** What a part is. */
public enum PartKind {
    DISK,
    MEMORY,
    GPU,
    NIC,
    CPU,
    PSU,
    OTHER
}
