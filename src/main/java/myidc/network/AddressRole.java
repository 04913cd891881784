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
    /** Kept for an owner until an instant, or until given back. */
    RESERVATION
}
