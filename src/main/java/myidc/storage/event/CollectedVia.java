package myidc.storage.event;

/** Who runs a pool's tools. */
public enum CollectedVia {
    /** A program of the operator's posts what they print. */
    AGENT,
    /** The portal, on the machine it runs on. */
    LOCAL,
    /** The portal, over ssh on a host. */
    SSH
}
