package myidc.network;

/** What a prefix is for. */
public enum PrefixRole {
    /** Its addresses go to guests. */
    GUESTS,
    /** Routers, switches, links. */
    INFRASTRUCTURE,
    /** Consoles and management boards. */
    MANAGEMENT,
    STORAGE,
    /** Blocks routed to tenants' guests are cut from it. */
    ROUTED,
    /** Kept for later. */
    RESERVED
}
