package myidc.inventory.catalog;

/** What a device is for. */
public enum DeviceCategory {
    SERVER,
    SWITCH,
    STORAGE,
    PDU,
    UPS,
    CHASSIS,
    BLADE,
    PATCH_PANEL,
    OTHER
}
