package myidc.compute;

import java.util.List;
import myidc.compute.event.WaveEvent.Pace;
import myidc.compute.event.WaveEvent.WaveGuest;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.WaveId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a wave. */
public sealed interface WaveCommand {
    record ProposeWave(@TargetAggregateIdentifier WaveId waveId, Plan plan, String reason) implements WaveCommand {}

    /** What a wave is to do; guests in their order. */
    record Plan(
            Kind kind, Deed deed, SiteId siteId, @Nullable HostId hostId, List<WaveGuest> guests, Pace pace) {}

    enum Kind {
        DRAIN,
        BOOT,
        REBALANCE
    }

    enum Deed {
        MIGRATE,
        STOP,
        /** Each guest by its {@link MaintenancePolicy}: it goes, or is shut down until the work is over. */
        BY_POLICY,
        BOOT
    }

    enum Outcome {
        DONE,
        FAILED,
        LEFT_OUT
    }

    record StartWave(@TargetAggregateIdentifier WaveId waveId, String reason) implements WaveCommand {}

    record RefuseWave(@TargetAggregateIdentifier WaveId waveId, String reason) implements WaveCommand {}

    record PauseWave(@TargetAggregateIdentifier WaveId waveId, String reason) implements WaveCommand {}

    record ResumeWave(@TargetAggregateIdentifier WaveId waveId) implements WaveCommand {}

    record CancelWave(@TargetAggregateIdentifier WaveId waveId, String reason) implements WaveCommand {}

    /** The guest's turn has come; what is done to it is asked of it in the same call. */
    record BeginWaveGuest(@TargetAggregateIdentifier WaveId waveId, InstanceId instanceId) implements WaveCommand {}

    record EndWaveGuest(
            @TargetAggregateIdentifier WaveId waveId,
            InstanceId instanceId,
            Outcome outcome,
            @Nullable String cause) implements WaveCommand {}

    /** Nothing while a guest's turn is yet to come or under way. */
    record EndWave(@TargetAggregateIdentifier WaveId waveId) implements WaveCommand {}
}
