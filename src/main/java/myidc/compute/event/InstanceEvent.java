package myidc.compute.event;

import java.math.BigDecimal;
import java.util.List;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PlacementRuleId;
import myidc.shared.id.PoolId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The life of a guest. It is charged for from {@link InstanceProvisioned} to {@link InstanceDeleted}. */
public sealed interface InstanceEvent {
    InstanceId instanceId();

    /**
     * A tenant asked for a guest.
     *
     * @param image identifier of the image it starts from; null for an empty disk
     * @param region the site's identifier as tenants know it
     * @param bootWanted whether it is to be booted once it is there
     */
    record InstanceRequested(
            InstanceId instanceId,
            TenantId tenantId,
            String label,
            GuestSize size,
            @Nullable String image,
            SiteId siteId,
            String region,
            List<String> tags,
            boolean bootWanted)
            implements InstanceEvent {}

    /**
     * The tenant asked for the guest under another name of its region, by which it is shown to the tenant; prices go by the
     * region itself.
     */
    record RegionAliased(InstanceId instanceId, String alias) implements InstanceEvent {}

    /**
     * A host was chosen.
     *
     * <p>All that was weighed stands beside it in {@link WeighingEvent.PlacementWeighed}, but for facts from before there was that.
     *
     * @param candidates hosts that were weighed, at most a handful: the chosen one, others that fit, best first, and some
     *     that do not
     * @param weighed how many hosts were looked at
     */
    record InstancePlaced(InstanceId instanceId, HostId hostId, List<Candidate> candidates, int weighed)
            implements InstanceEvent {}

    /**
     * The host was chosen by a rule of the operators. Without this fact it was best fit.
     *
     * @param policy name of a {@link myidc.compute.packing.Policy}; the scores of the candidates are its own
     */
    record PlacementRuled(InstanceId instanceId, PlacementRuleId placementRuleId, String policy)
            implements InstanceEvent {}

    /**
     * A host that was weighed for a guest.
     *
     * @param score the best is highest: by best fit the share of the host that would be taken, 0 to 1, else by the
     *     {@link PlacementRuled policy}; null when refused
     * @param refusal why the host was out of the question; null when it fits
     */
    record Candidate(
            HostId hostId,
            @Nullable BigDecimal score,
            @Nullable String refusal) {}

    /**
     * The guest's disk lies in a storage pool; a guest that has no such fact has its disk on its host.
     *
     * @param sizeMb what the guest was promised, in MiB; it changes with the guest's size
     */
    record DiskPlaced(InstanceId instanceId, TenantId tenantId, PoolId poolId, long sizeMb) implements InstanceEvent {}

    /**
     * The guest got an address.
     *
     * @param address in the usual notation
     * @param prefixLength length of the network it is in, in bits
     * @param gateway the network's gateway; null when it has none
     */
    record AddressAttached(
            InstanceId instanceId,
            AssignmentId assignmentId,
            PrefixId prefixId,
            String address,
            int prefixLength,
            @Nullable String gateway)
            implements InstanceEvent {}

    /** The guest gave an address back. */
    record AddressDetached(InstanceId instanceId, AssignmentId assignmentId, String address) implements InstanceEvent {}

    /**
     * The guest's network interfaces are now these, in this order, from its next start on. A guest without this fact, or
     * with none of them, has one interface to the public network.
     */
    record InterfacesArranged(InstanceId instanceId, TenantId tenantId, List<Nic> interfaces)
            implements InstanceEvent {}

    /** The guest exists in the machine room, switched off; charging starts. */
    record InstanceProvisioned(
            InstanceId instanceId, TenantId tenantId, String label, String plan, String region, HostId hostId)
            implements InstanceEvent {}

    /**
     * The guest could not be made.
     *
     * @param step what was tried: {@code define}
     * @param cause what the machine room said last
     */
    record ProvisioningFailed(InstanceId instanceId, String step, String cause) implements InstanceEvent {}

    /** What a failed provisioning had taken was given back: nothing of the guest is left on the host. */
    record ProvisioningUndone(InstanceId instanceId, HostId hostId) implements InstanceEvent {}

    record InstanceLabelled(InstanceId instanceId, String label) implements InstanceEvent {}

    /** The guest's tags are now these. */
    record InstanceTagged(InstanceId instanceId, List<String> tags) implements InstanceEvent {}

    /** Root has another password from the guest's next start on; the password is in no fact. */
    record RootPasswordReset(InstanceId instanceId) implements InstanceEvent {}

    record InstanceBootRequested(InstanceId instanceId) implements InstanceEvent {}

    record InstanceBooted(InstanceId instanceId) implements InstanceEvent {}

    record InstanceBootFailed(InstanceId instanceId, String cause) implements InstanceEvent {}

    record InstanceShutdownRequested(InstanceId instanceId) implements InstanceEvent {}

    record InstanceStopped(InstanceId instanceId) implements InstanceEvent {}

    record InstanceShutdownFailed(InstanceId instanceId, String cause) implements InstanceEvent {}

    record InstanceRebootRequested(InstanceId instanceId) implements InstanceEvent {}

    record InstanceRebooted(InstanceId instanceId) implements InstanceEvent {}

    /**
     * A reboot went wrong.
     *
     * @param running whether the guest still runs
     */
    record InstanceRebootFailed(InstanceId instanceId, boolean running, String cause) implements InstanceEvent {}

    /** The guest is to become another plan's size; unless it runs on, it is switched off for that and on again if it ran. */
    record InstanceResizeRequested(InstanceId instanceId, GuestSize size) implements InstanceEvent {}

    /** The guest has its new size; from here on it is charged for as {@code size.plan}. */
    record InstanceResized(
            InstanceId instanceId, TenantId tenantId, String label, GuestSize before, GuestSize size, String region)
            implements InstanceEvent {}

    /** The guest runs, and is to run on while it gets the size just asked for, where its host can do that. */
    record WarmResizeAsked(InstanceId instanceId) implements InstanceEvent {}

    /** The guest ran on while it got its new size. */
    record InstanceResizedWarm(InstanceId instanceId) implements InstanceEvent {}

    /** The guest keeps its size. */
    record InstanceResizeFailed(InstanceId instanceId, GuestSize wanted, String cause) implements InstanceEvent {}

    record InstanceDeletionRequested(InstanceId instanceId) implements InstanceEvent {}

    /** Nothing of the guest is left; charging ends, if it had started. */
    record InstanceDeleted(InstanceId instanceId, TenantId tenantId) implements InstanceEvent {}

    /** The machine room would not let go of the guest; it may be deleted again. */
    record InstanceDeletionFailed(InstanceId instanceId, String cause) implements InstanceEvent {}
}
