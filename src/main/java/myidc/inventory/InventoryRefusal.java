package myidc.inventory;

import myidc.shared.Refusal;

/** Every way the inventory says no. */
public enum InventoryRefusal implements Refusal {
    SITE_NAME_TAKEN(Kind.CONFLICT),
    SITE_UNKNOWN(Kind.INVALID),
    SITE_NOT_FOUND(Kind.NOT_FOUND),
    RACK_NAME_TAKEN(Kind.CONFLICT),
    RACK_NOT_FOUND(Kind.NOT_FOUND),
    /** A request names a rack that does not exist or was taken down. */
    RACK_UNKNOWN(Kind.INVALID),
    RACK_NOT_EMPTY(Kind.CONFLICT),
    /** What stands in the rack does not fit its new limits. */
    RACK_LIMIT_EXCEEDED(Kind.CONFLICT),
    DEVICE_TYPE_NOT_FOUND(Kind.NOT_FOUND),
    DEVICE_TYPE_UNKNOWN(Kind.INVALID),
    DEVICE_TYPE_TAKEN(Kind.CONFLICT),
    DEVICE_NOT_FOUND(Kind.NOT_FOUND),
    SERIAL_TAKEN(Kind.CONFLICT),
    ASSET_TAG_TAKEN(Kind.CONFLICT),
    /** The device's state of life does not allow the step. */
    DEVICE_STATE(Kind.CONFLICT),
    /** The device still carries work. */
    DEVICE_IN_USE(Kind.CONFLICT),
    SLOT_TAKEN(Kind.CONFLICT),
    /** The device would stand out of the rack's top. */
    ABOVE_RACK(Kind.INVALID),
    WEIGHT_EXCEEDED(Kind.CONFLICT),
    POWER_EXCEEDED(Kind.CONFLICT);

    private final Kind kind;

    InventoryRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String context() {
        return "inventory";
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
