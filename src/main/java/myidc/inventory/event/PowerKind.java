package myidc.inventory.event;

/** What hands on power, from the building to the socket. */
public enum PowerKind {
    PANEL,
    UPS,
    FEED,
    PDU,
    BANK
}
