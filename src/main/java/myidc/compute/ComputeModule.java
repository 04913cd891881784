package myidc.compute;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import myidc.compute.event.AlertEvent;
import myidc.compute.event.ApprovalEvent;
import myidc.compute.event.ApprovalRuleEvent;
import myidc.compute.event.BackupEvent;
import myidc.compute.event.BalanceRuleEvent;
import myidc.compute.event.ConsoleEvent;
import myidc.compute.event.FoundEvent;
import myidc.compute.event.GpuEvent;
import myidc.compute.event.GrowthEvent;
import myidc.compute.event.GuestContentEvent;
import myidc.compute.event.HandoverEvent;
import myidc.compute.event.HostEvent;
import myidc.compute.event.ImageEvent;
import myidc.compute.event.InstanceEvent;
import myidc.compute.event.LockEvent;
import myidc.compute.event.MigrationEvent;
import myidc.compute.event.PlacementGroupEvent;
import myidc.compute.event.PlacementRuleEvent;
import myidc.compute.event.QueueEvent;
import myidc.compute.event.ShareGroupEvent;
import myidc.compute.event.ShareTokenEvent;
import myidc.compute.event.StackScriptEvent;
import myidc.compute.event.TagEvent;
import myidc.compute.event.TransferEvent;
import myidc.compute.event.WatchdogEvent;
import myidc.compute.event.WaveEvent;
import myidc.compute.event.WeighingEvent;
import myidc.platform.axon.AxonModule;

/** What compute plugs into Axon. */
@Singleton
final class ComputeModule implements AxonModule {
    /** A host's snapshot lists all its guests, so it is taken seldom. */
    private static final int HOST_SNAPSHOT_AFTER = 400;

    private static final int INSTANCE_SNAPSHOT_AFTER = 100;

    @Override
    public String context() {
        return "compute";
    }

    @Override
    public Map<Class<?>, Integer> aggregates() {
        return Map.ofEntries(
                Map.entry(Instance.class, INSTANCE_SNAPSHOT_AFTER),
                Map.entry(Host.class, HOST_SNAPSHOT_AFTER),
                Map.entry(PlacementGroup.class, INSTANCE_SNAPSHOT_AFTER),
                Map.entry(PlacementRule.class, INSTANCE_SNAPSHOT_AFTER),
                Map.entry(BalanceRule.class, INSTANCE_SNAPSHOT_AFTER),
                Map.entry(ApprovalRule.class, INSTANCE_SNAPSHOT_AFTER),
                Map.entry(Wave.class, INSTANCE_SNAPSHOT_AFTER),
                Map.entry(Tag.class, INSTANCE_SNAPSHOT_AFTER),
                Map.entry(StackScript.class, INSTANCE_SNAPSHOT_AFTER),
                Map.entry(Image.class, INSTANCE_SNAPSHOT_AFTER),
                Map.entry(ShareGroup.class, INSTANCE_SNAPSHOT_AFTER),
                Map.entry(ShareToken.class, INSTANCE_SNAPSHOT_AFTER),
                Map.entry(Transfer.class, INSTANCE_SNAPSHOT_AFTER));
    }

    @Override
    public List<Class<?>> eventFamilies() {
        return List.of(
                InstanceEvent.class,
                GuestContentEvent.class,
                BackupEvent.class,
                MigrationEvent.class,
                QueueEvent.class,
                ApprovalEvent.class,
                ApprovalRuleEvent.class,
                LockEvent.class,
                HandoverEvent.class,
                ConsoleEvent.class,
                FoundEvent.class,
                AlertEvent.class,
                WatchdogEvent.class,
                GrowthEvent.class,
                WeighingEvent.class,
                WaveEvent.class,
                HostEvent.class,
                GpuEvent.class,
                PlacementGroupEvent.class,
                PlacementRuleEvent.class,
                BalanceRuleEvent.class,
                TagEvent.class,
                StackScriptEvent.class,
                ImageEvent.class,
                ShareGroupEvent.class,
                ShareTokenEvent.class,
                TransferEvent.class);
    }
}
