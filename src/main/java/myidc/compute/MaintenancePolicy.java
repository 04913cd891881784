package myidc.compute;

/** What becomes of a guest before its host is worked on, where the work leaves a choice. */
public enum MaintenancePolicy {
    /** It goes to another host. */
    MIGRATE,
    /** It is shut down, stays where it is, and is started again afterwards. */
    POWER_OFF_ON
}
