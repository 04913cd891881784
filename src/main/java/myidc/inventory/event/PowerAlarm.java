package myidc.inventory.event;

/** How close a node of the power chain is to what it may carry for long. */
public enum PowerAlarm {
    /** At least nine tenths of it. */
    WARNING,
    /** All of it, or more. */
    CRITICAL
}
