package myidc.compute;

import java.util.List;
import myidc.compute.event.ConsoleEvent;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.Candidate;
import myidc.compute.event.Nic;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.ConfigId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PlacementRuleId;
import myidc.shared.id.PoolId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a guest, first by its tenant, then by the programs that make it so. */
public sealed interface InstanceCommand {
    record RequestInstance(
            @TargetAggregateIdentifier InstanceId instanceId,
            TenantId tenantId,
            String label,
            GuestSize size,
            @Nullable String image,
            SiteId siteId,
            String region,
            List<String> tags,
            boolean bootWanted)
            implements InstanceCommand {}

    /** Root has another password from the next start on; the guest must be switched off. */
    record ResetRootPassword(@TargetAggregateIdentifier InstanceId instanceId) implements InstanceCommand {}

    /** Lets its tenant into the guest's console, which a running guest has. */
    record OpenConsole(@TargetAggregateIdentifier InstanceId instanceId, ConsoleEvent.Kind kind)
            implements InstanceCommand {}

    record AliasRegion(@TargetAggregateIdentifier InstanceId instanceId, String alias) implements InstanceCommand {}

    record PlaceInstance(
            @TargetAggregateIdentifier InstanceId instanceId, HostId hostId, List<Candidate> candidates, int weighed)
            implements InstanceCommand {}

    /** The guest's disk is to lie in this pool and not on the guest's host. */
    record RulePlacement(
            @TargetAggregateIdentifier InstanceId instanceId, PlacementRuleId placementRuleId, String policy)
            implements InstanceCommand {}

    record PlaceDisk(@TargetAggregateIdentifier InstanceId instanceId, PoolId poolId) implements InstanceCommand {}

    record AttachAddress(
            @TargetAggregateIdentifier InstanceId instanceId,
            AssignmentId assignmentId,
            PrefixId prefixId,
            String address,
            int prefixLength,
            @Nullable String gateway)
            implements InstanceCommand {}

    /** Gives the guest these network interfaces; what they are made of was taken in the same call. */
    record ArrangeInterfaces(@TargetAggregateIdentifier InstanceId instanceId, List<Nic> interfaces)
            implements InstanceCommand {}

    /** Gives the guest another address as its first, which it holds already. */
    record ReplaceAddress(@TargetAggregateIdentifier InstanceId instanceId, AttachAddress address)
            implements InstanceCommand {}

    record LabelInstance(@TargetAggregateIdentifier InstanceId instanceId, String label) implements InstanceCommand {}

    record TagInstance(@TargetAggregateIdentifier InstanceId instanceId, List<String> tags)
            implements InstanceCommand {}

    /**
     * Switches the guest on.
     *
     * @param configId the configuration it starts by from now on; null for the one it did last
     */
    record BootInstance(
            @TargetAggregateIdentifier InstanceId instanceId,
            @Nullable ConfigId configId) implements InstanceCommand {
        public BootInstance(InstanceId instanceId) {
            this(instanceId, null);
        }
    }

    record ShutDownInstance(@TargetAggregateIdentifier InstanceId instanceId) implements InstanceCommand {}

    /**
     * Stops and starts the guest.
     *
     * @param configId as for {@link BootInstance}
     */
    record RebootInstance(
            @TargetAggregateIdentifier InstanceId instanceId,
            @Nullable ConfigId configId) implements InstanceCommand {
        public RebootInstance(InstanceId instanceId) {
            this(instanceId, null);
        }
    }

    /**
     * Gives the guest another plan's size.
     *
     * @param warm whether it is to run on meanwhile, where that can be; no guest runs on while it becomes smaller
     * @param diskFollows whether its disk is to become as large as the plan lets it
     */
    record ResizeInstance(
            @TargetAggregateIdentifier InstanceId instanceId, GuestSize size, boolean warm, boolean diskFollows)
            implements InstanceCommand {
        public ResizeInstance(InstanceId instanceId, GuestSize size) {
            this(instanceId, size, false, true);
        }
    }

    record DeleteInstance(@TargetAggregateIdentifier InstanceId instanceId) implements InstanceCommand {}

    /** The guest is defined in the machine room. */
    record ConfirmProvisioned(@TargetAggregateIdentifier InstanceId instanceId) implements InstanceCommand {}

    /** The machine room would not define the guest. */
    record ReportProvisioningFailed(
            @TargetAggregateIdentifier InstanceId instanceId, String step, String cause, boolean undone)
            implements InstanceCommand {}

    record ConfirmBooted(@TargetAggregateIdentifier InstanceId instanceId) implements InstanceCommand {}

    record ConfirmStopped(@TargetAggregateIdentifier InstanceId instanceId) implements InstanceCommand {}

    record ConfirmRebooted(@TargetAggregateIdentifier InstanceId instanceId) implements InstanceCommand {}

    /**
     * The guest has its new size in the machine room.
     *
     * @param ranOn whether it ran on meanwhile; else it is switched off
     */
    record ConfirmResized(@TargetAggregateIdentifier InstanceId instanceId, boolean ranOn) implements InstanceCommand {}

    /** The guest is gone from the machine room, and its address and its part of the host are given back. */
    record ConfirmDeleted(@TargetAggregateIdentifier InstanceId instanceId) implements InstanceCommand {}

    /**
     * The action under way failed for good.
     *
     * @param running whether the guest runs now
     */
    record ReportActionFailed(@TargetAggregateIdentifier InstanceId instanceId, boolean running, String cause)
            implements InstanceCommand {}
}
