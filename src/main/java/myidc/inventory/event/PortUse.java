package myidc.inventory.event;

/** What a socket is for. */
public enum PortUse {
    /** Towards servers. */
    ACCESS,
    /** Towards the rest of the network. */
    UPLINK,
    MANAGEMENT,
    CONSOLE,
    /** Of a patch panel: only passes on. */
    THROUGH
}
