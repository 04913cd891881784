package myidc.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import myidc.inventory.event.CableEvent.CableEnd;
import myidc.shared.id.CableId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a data cable. */
public sealed interface CableCommand {
    record ConnectCable(@TargetAggregateIdentifier CableId cableId, CableEnd a, CableEnd b, CableMake make)
            implements CableCommand {}

    record RecordLinkTest(@TargetAggregateIdentifier CableId cableId, LinkTest test) implements CableCommand {}

    record RemoveCable(@TargetAggregateIdentifier CableId cableId) implements CableCommand {}

    /** What a cable is; see {@link myidc.inventory.event.CableEvent.CableConnected}. */
    record CableMake(
            String medium,
            @Nullable String label,
            @Nullable BigDecimal lengthM,
            @Nullable Integer contractedMbps) {}

    /** What a tool such as iperf3 found. */
    record LinkTest(
            Instant testedAt,
            String tool,
            BigDecimal sentMbps,
            BigDecimal receivedMbps,
            @Nullable Long retransmits) {}
}
