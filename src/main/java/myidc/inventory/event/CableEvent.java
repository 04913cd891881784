package myidc.inventory.event;

import java.math.BigDecimal;
import java.time.Instant;
import myidc.shared.id.CableId;
import myidc.shared.id.DeviceId;
import org.jspecify.annotations.Nullable;

/** The life of a data cable. */
public sealed interface CableEvent {
    CableId cableId();

    /**
     * A cable joined two sockets.
     *
     * @param medium such as {@code cat6a}, {@code smf}, {@code dac}
     * @param contractedMbps what the link is said to carry; null when nobody said
     */
    record CableConnected(
            CableId cableId,
            CableEnd a,
            CableEnd b,
            String medium,
            @Nullable String label,
            @Nullable BigDecimal lengthM,
            @Nullable Integer contractedMbps)
            implements CableEvent {}

    /**
     * A link was tried.
     *
     * @param retransmits segments sent again; null when the tool does not count them
     * @param contractedMbps what the link was said to carry at that time
     */
    record LinkTested(
            CableId cableId,
            Instant testedAt,
            String tool,
            BigDecimal sentMbps,
            BigDecimal receivedMbps,
            @Nullable Long retransmits,
            @Nullable Integer contractedMbps)
            implements CableEvent {}

    /** A cable was taken away. */
    record CableRemoved(CableId cableId) implements CableEvent {}

    /** A socket of a device. */
    record CableEnd(DeviceId deviceId, String port) {}
}
