package myidc.compute.event;

import java.time.Instant;
import java.util.List;
import myidc.shared.id.DeviceId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;

/** The life of a host: a device that runs guests. */
public sealed interface HostEvent {
    HostId hostId();

    /**
     * A device became a hypervisor.
     *
     * @param capacity what the machine has, before any overcommitment
     */
    record HostEnabled(
            HostId hostId, DeviceId deviceId, SiteId siteId, String name, Resources capacity, Overcommit overcommit)
            implements HostEvent {}

    /**
     * From now on so much of it may be promised. What is promised stays so, where it is more.
     *
     * @param reason why, in the operator's words
     */
    record OvercommitChanged(HostId hostId, Overcommit overcommit, String reason) implements HostEvent {}

    /**
     * From an instant to come on so much of it may be promised, until what begins after it.
     *
     * @param number of the host's own changes to come, in the order in which they were said
     * @param reason why, in the operator's words
     */
    record OvercommitPlanned(HostId hostId, int number, Overcommit overcommit, Instant from, String reason)
            implements HostEvent {}

    /** A change that had not begun was taken back. */
    record OvercommitPlanWithdrawn(HostId hostId, int number) implements HostEvent {}

    /**
     * The host is said to keep its guests' disks on encrypted storage, wherever they lie.
     *
     * @param reason what is meant by it, in the operator's words
     */
    record EncryptionDeclared(HostId hostId, String reason) implements HostEvent {}

    /** The host is not said to do so any more; none of its guests was promised it. */
    record EncryptionWithdrawn(HostId hostId, String reason) implements HostEvent {}

    /** A guest on the host, or on its way there, was promised that its disks are encrypted. */
    record EncryptionPromised(HostId hostId, InstanceId instanceId) implements HostEvent {}

    /** The guest left, or is content without. */
    record EncryptionPromiseEnded(HostId hostId, InstanceId instanceId) implements HostEvent {}

    /**
     * From now on its guests are real ones.
     *
     * @param uri where libvirt answers for it; it holds no password
     */
    record HostConnected(HostId hostId, String uri) implements HostEvent {}

    /** Its guests are simulated ones again. */
    record HostDisconnected(HostId hostId) implements HostEvent {}

    /** The host stands at another site now, with its device. */
    record HostMoved(HostId hostId, SiteId siteId) implements HostEvent {}

    /** A part of the host was set aside for a guest. */
    record CapacityReserved(HostId hostId, InstanceId instanceId, Resources reserved) implements HostEvent {}

    /**
     * A guest's part of the host became larger or smaller.
     *
     * @param before what was reserved for it until now
     */
    record ReservationChanged(HostId hostId, InstanceId instanceId, Resources before, Resources reserved)
            implements HostEvent {}

    /** A guest's part of the host is free again. */
    record CapacityReleased(HostId hostId, InstanceId instanceId, Resources released) implements HostEvent {}

    /** No new guest is placed here until further notice. */
    record HostCordoned(HostId hostId, String reason) implements HostEvent {}

    record HostUncordoned(HostId hostId) implements HostEvent {}

    /**
     * The host takes guests of these tenants alone from now on; what is on it stays.
     *
     * @param onlyThere whether their guests go to hosts of the site that are kept for them, and to no others
     * @param reason why, in the operator's words
     */
    record HostPinned(HostId hostId, List<TenantId> tenantIds, boolean onlyThere, String reason) implements HostEvent {}

    /** The host takes guests of all tenants again. */
    record HostUnpinned(HostId hostId) implements HostEvent {}

    /** The host is to be emptied: no new guest comes, the present ones have to go. */
    record HostDrainRequested(HostId hostId) implements HostEvent {}

    /** The last guest of a host to be emptied is gone. */
    record HostDrained(HostId hostId) implements HostEvent {}

    /** The host does not answer any more. */
    record HostLost(HostId hostId, String reason) implements HostEvent {}

    /** A lost host answers again. */
    record HostReturned(HostId hostId) implements HostEvent {}
}
