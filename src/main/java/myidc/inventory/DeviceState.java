package myidc.inventory;

/** Where a device is in its life. */
enum DeviceState {
    ORDERED,
    RECEIVED,
    RACKED,
    IN_SERVICE,
    DRAINING,
    RETIRED
}
