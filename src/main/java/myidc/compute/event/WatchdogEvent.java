package myidc.compute.event;

import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;

/** What becomes of a guest that stops by itself. Part of the life told by {@link InstanceEvent}. */
public sealed interface WatchdogEvent {
    InstanceId instanceId();

    /** Whether the guest is started again when it stops by itself; it is without this fact. */
    record WatchdogSet(InstanceId instanceId, boolean enabled) implements WatchdogEvent {}

    /**
     * The guest ran and stopped, and nobody had asked for it; it is switched off from now on.
     *
     * @param crashed whether it broke down; else its system switched it off
     */
    record GuestFell(InstanceId instanceId, HostId hostId, boolean crashed) implements WatchdogEvent {}

    /**
     * The start that was just asked for is the watchdog's.
     *
     * @param startsWithinHour how many of them there were within an hour, with this one
     */
    record GuestRevived(InstanceId instanceId, int startsWithinHour) implements WatchdogEvent {}

    /**
     * The guest stays switched off until somebody starts it.
     *
     * @param startsWithinHour how often the watchdog had started it within an hour
     */
    record GuestLeftOff(InstanceId instanceId, TenantId tenantId, String label, int startsWithinHour)
            implements WatchdogEvent {}
}
