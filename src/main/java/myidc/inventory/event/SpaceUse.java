package myidc.inventory.event;

/** Why space is kept. */
public enum SpaceUse {
    /** For devices to come; its owner may place them there. */
    RESERVED,
    /** For devices of a plan. */
    PLANNED,
    /** For nothing: broken rails, cable ways, panels. */
    BLOCKED
}
