package myidc.inventory.event;

import myidc.shared.id.DeviceId;
import myidc.shared.id.DriftId;
import org.jspecify.annotations.Nullable;

/** The life of a difference between what is declared and what was discovered. */
public sealed interface DriftEvent {
    DriftId driftId();

    /**
     * Something else was discovered than is declared.
     *
     * @param deviceId null when nobody declared such a device
     * @param subject the device, or the name under which an unknown one was met
     * @param declared null when nothing is declared
     */
    record DriftFound(
            DriftId driftId,
            @Nullable DeviceId deviceId,
            String subject,
            String attribute,
            @Nullable String declared,
            String discovered,
            String source)
            implements DriftEvent {}

    /** What was discovered is declared from now on. */
    record DriftAccepted(DriftId driftId) implements DriftEvent {}

    /** What is declared is right; the same discovery is not told again. */
    record DriftRejected(DriftId driftId, @Nullable String reason) implements DriftEvent {}

    /** Discovered and declared agree again. */
    record DriftSettled(DriftId driftId) implements DriftEvent {}
}
