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
    /** A request names a device that is not there or has left. */
    DEVICE_UNKNOWN(Kind.INVALID),
    /** Several devices have the name by which one is meant. */
    DEVICE_AMBIGUOUS(Kind.INVALID),
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
    POWER_EXCEEDED(Kind.CONFLICT),
    LOCATION_NOT_FOUND(Kind.NOT_FOUND),
    /** A request names a location that the site does not have. */
    LOCATION_UNKNOWN(Kind.INVALID),
    LOCATION_NAME_TAKEN(Kind.CONFLICT),
    LOCATION_NOT_EMPTY(Kind.CONFLICT),
    /** The location would lie within itself. */
    LOCATION_CYCLE(Kind.CONFLICT),
    /** The units are kept for somebody or blocked. */
    SLOT_RESERVED(Kind.CONFLICT),
    RESERVATION_NOT_FOUND(Kind.NOT_FOUND),
    /** The space was used up, given back, or its time ran out. */
    RESERVATION_OVER(Kind.CONFLICT),
    /** The device would not stand within the space it is said to use. */
    RESERVATION_ELSEWHERE(Kind.CONFLICT),
    PART_NOT_FOUND(Kind.NOT_FOUND),
    /** The part's state does not allow the step. */
    PART_STATE(Kind.CONFLICT),
    PART_SLOT_TAKEN(Kind.CONFLICT),
    /** The device has no such bay. */
    BAY_UNKNOWN(Kind.INVALID),
    BAY_TAKEN(Kind.CONFLICT),
    /** Devices sit in the chassis' bays. */
    CHASSIS_NOT_EMPTY(Kind.CONFLICT),
    /** A chassis must stand in a rack before devices are seated in it. */
    CHASSIS_NOT_RACKED(Kind.CONFLICT),
    CABLE_NOT_FOUND(Kind.NOT_FOUND),
    /** The device has no such port. */
    PORT_UNKNOWN(Kind.INVALID),
    /** The port holds another cable. */
    PORT_TAKEN(Kind.CONFLICT),
    POWER_NODE_NOT_FOUND(Kind.NOT_FOUND),
    /** A request names a node of the power chain that is not there or cannot stand there. */
    POWER_NODE_UNKNOWN(Kind.INVALID),
    /** Nodes or cords hang on it. */
    POWER_NODE_IN_USE(Kind.CONFLICT),
    /** The node would supply itself. */
    POWER_CYCLE(Kind.CONFLICT),
    CORD_NOT_FOUND(Kind.NOT_FOUND),
    OUTLET_UNKNOWN(Kind.INVALID),
    OUTLET_TAKEN(Kind.CONFLICT),
    DRIFT_NOT_FOUND(Kind.NOT_FOUND),
    /** The difference is not open, or is noted already. */
    DRIFT_STATE(Kind.CONFLICT),
    /** What was discovered cannot be declared by accepting it. */
    DRIFT_NOT_ACCEPTABLE(Kind.CONFLICT),
    IMPORT_NOT_FOUND(Kind.NOT_FOUND),
    /** The batch's state does not allow the step. */
    IMPORT_STATE(Kind.CONFLICT),
    /** Rows of the batch cannot be applied. */
    IMPORT_HAS_ERRORS(Kind.CONFLICT),
    /** What the batch made was changed since. */
    IMPORT_CHANGED_SINCE(Kind.CONFLICT),
    DISCOVERY_AGENT_NOT_FOUND(Kind.NOT_FOUND),
    DISCOVERY_AGENT_TAKEN(Kind.CONFLICT),
    DISCOVERY_AGENTS_TOO_MANY(Kind.CONFLICT),
    DEVICE_TYPE_IN_USE(Kind.CONFLICT),
    MODULE_TYPE_NOT_FOUND(Kind.NOT_FOUND),
    MODULE_TYPE_UNKNOWN(Kind.INVALID),
    MODULE_TYPE_TAKEN(Kind.CONFLICT),
    MODULE_TYPE_IN_USE(Kind.CONFLICT),
    LAYOUT_NOT_FOUND(Kind.NOT_FOUND),
    /** The plan's state does not allow the step. */
    LAYOUT_STATE(Kind.CONFLICT),
    LAYOUT_EMPTY(Kind.CONFLICT),
    /** Who wrote or submitted a plan does not approve it. */
    LAYOUT_OWN(Kind.CONFLICT),
    /** What the plan builds upon changed since it was submitted. */
    LAYOUT_OUT_OF_DATE(Kind.CONFLICT),
    /** A step cannot be done as things stand. */
    LAYOUT_CONFLICTS(Kind.CONFLICT);

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
