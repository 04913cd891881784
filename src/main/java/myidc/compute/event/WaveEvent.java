package myidc.compute.event;

import java.util.List;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.WaveId;
import org.jspecify.annotations.Nullable;

/** The life of a wave: many guests to which the same is done, in order and at a pace. */
public sealed interface WaveEvent {
    WaveId waveId();

    /**
     * A wave is to be; nothing is done before it is started.
     *
     * @param kind DRAIN, BOOT or REBALANCE
     * @param deed MIGRATE, STOP or BOOT
     * @param hostId the host that it empties or starts; null for several
     * @param guests in their order
     */
    record WaveProposed(
            WaveId waveId,
            String kind,
            String deed,
            SiteId siteId,
            @Nullable HostId hostId,
            List<WaveGuest> guests,
            Pace pace,
            String reason)
            implements WaveEvent {}

    /**
     * A guest of a wave.
     *
     * @param hostId where it is
     * @param goal where it is to go; null for any host that fits, or where it does not go anywhere
     * @param priority the highest goes first
     */
    record WaveGuest(
            InstanceId instanceId,
            String label,
            HostId hostId,
            @Nullable HostId goal,
            int priority) {}

    /**
     * How fast a wave goes, at most.
     *
     * @param atOnce guests under way at the same time
     * @param perMinute guests begun within any 60 s
     */
    record Pace(int atOnce, int perMinute) {}

    record WaveStarted(WaveId waveId, String reason) implements WaveEvent {}

    record WaveRefused(WaveId waveId, String reason) implements WaveEvent {}

    /** No further guest is begun; what is under way goes on. */
    record WavePaused(WaveId waveId, String reason) implements WaveEvent {}

    record WaveResumed(WaveId waveId) implements WaveEvent {}

    record WaveGuestBegun(WaveId waveId, InstanceId instanceId) implements WaveEvent {}

    /**
     * A guest's turn is over.
     *
     * @param outcome DONE, FAILED or LEFT_OUT
     * @param cause why, unless it is done
     */
    record WaveGuestEnded(
            WaveId waveId,
            InstanceId instanceId,
            String outcome,
            @Nullable String cause) implements WaveEvent {}

    /**
     * No guest's turn is to come.
     *
     * @param cancelled whether somebody ended it before all had theirs
     * @param reason why it was cancelled; null when it was not
     */
    record WaveEnded(
            WaveId waveId, boolean cancelled, @Nullable String reason) implements WaveEvent {}
}
