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
    /** A second address of guests, for talk among themselves at their site alone. */
    PRIVATE,
    /** A subnet of a tenant's private network. The last address but one is the house's, as Linode's reference has it. */
    VPC,
    /** Kept for later. */
    RESERVED
}
