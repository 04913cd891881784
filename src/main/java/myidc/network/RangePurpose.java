package myidc.network;

/** What a range of addresses is for. */
public enum RangePurpose {
    /** A DHCP server leases its addresses to whoever asks. */
    DHCP,
    /** Nobody is given an address of it. */
    RESERVED,
    /** Its addresses are given out when the range itself is asked. */
    POOL
}
