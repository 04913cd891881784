package myidc.network;

/** What an address is for. */
public enum AddressRole {
    HOST,
    SECONDARY,
    GATEWAY,
    LOOPBACK,
    MANAGEMENT,
    /** Answers on whichever machine is active. */
    VIRTUAL,
    /** Answers at several places at once. */
    ANYCAST,
    /** For talk inside a private network or among guests of a site; no tenant is charged for it. */
    INTERNAL,
    /** Kept for an owner until an instant, or until given back. */
    RESERVATION
}
