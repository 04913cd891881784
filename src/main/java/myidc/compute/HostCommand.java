package myidc.compute;

import java.time.Instant;
import java.util.List;
import myidc.compute.event.Overcommit;
import myidc.compute.event.Resources;
import myidc.shared.id.DeviceId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a host. */
public sealed interface HostCommand {
    record EnableHost(
            @TargetAggregateIdentifier HostId hostId,
            DeviceId deviceId,
            SiteId siteId,
            String name,
            Resources capacity,
            Overcommit overcommit)
            implements HostCommand {}

    /**
     * Says how many times over the host may be promised.
     *
     * @param from null for at once
     */
    record ChangeOvercommit(
            @TargetAggregateIdentifier HostId hostId,
            Overcommit overcommit,
            @Nullable Instant from,
            String reason) implements HostCommand {}

    /** Takes back what was to begin later. */
    record WithdrawOvercommitPlan(@TargetAggregateIdentifier HostId hostId, int number) implements HostCommand {}

    /** Where libvirt answers from now on: an address as {@link HostUri} lets pass. */
    record ConnectHost(@TargetAggregateIdentifier HostId hostId, String uri) implements HostCommand {}

    record DisconnectHost(@TargetAggregateIdentifier HostId hostId) implements HostCommand {}

    /** Says that the host keeps its guests' disks on encrypted storage, or that it does not. */
    record DeclareEncryption(@TargetAggregateIdentifier HostId hostId, boolean encrypted, String reason)
            implements HostCommand {}

    /** A guest that is there is promised that its disks are encrypted. */
    record PromiseEncryption(@TargetAggregateIdentifier HostId hostId, InstanceId instanceId) implements HostCommand {}

    /** A guest that stays is promised that no more; one that was promised nothing changes nothing. */
    record EndEncryptionPromise(@TargetAggregateIdentifier HostId hostId, InstanceId instanceId)
            implements HostCommand {}

    /**
     * Sets a part of the host aside for a tenant's guest, with GPUs where it is to have any.
     *
     * @param encrypted whether the guest is promised that its disks are encrypted
     */
    record ReserveCapacity(
            @TargetAggregateIdentifier HostId hostId,
            InstanceId instanceId,
            TenantId tenantId,
            Resources wanted,
            List<GpuWish> gpus,
            boolean encrypted)
            implements HostCommand {
        public ReserveCapacity(HostId hostId, InstanceId instanceId, TenantId tenantId, Resources wanted) {
            this(hostId, instanceId, tenantId, wanted, List.of(), false);
        }
    }

    record ChangeReservation(@TargetAggregateIdentifier HostId hostId, InstanceId instanceId, Resources wanted)
            implements HostCommand {}

    /** Gives back what the guest holds; a guest that holds nothing changes nothing. */
    record ReleaseCapacity(@TargetAggregateIdentifier HostId hostId, InstanceId instanceId) implements HostCommand {}

    /** The host's device was racked, maybe at another site. */
    record MoveHost(@TargetAggregateIdentifier HostId hostId, SiteId siteId) implements HostCommand {}

    record CordonHost(@TargetAggregateIdentifier HostId hostId, String reason) implements HostCommand {}

    record UncordonHost(@TargetAggregateIdentifier HostId hostId) implements HostCommand {}

    /**
     * Keeps the host for tenants.
     *
     * @param onlyThere whether their guests go to hosts of the site that are kept for them, and to no others
     */
    record PinHost(@TargetAggregateIdentifier HostId hostId, List<TenantId> tenantIds, boolean onlyThere, String reason)
            implements HostCommand {}

    record UnpinHost(@TargetAggregateIdentifier HostId hostId) implements HostCommand {}

    record DrainHost(@TargetAggregateIdentifier HostId hostId) implements HostCommand {}

    record ReportHostLost(@TargetAggregateIdentifier HostId hostId, String reason) implements HostCommand {}

    record ReportHostReturned(@TargetAggregateIdentifier HostId hostId) implements HostCommand {}
}
