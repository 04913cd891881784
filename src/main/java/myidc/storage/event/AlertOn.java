package myidc.storage.event;

/** What of a pool may fill up. */
public enum AlertOn {
    BYTES,
    INODES,
    METADATA,
    FORECAST
}
