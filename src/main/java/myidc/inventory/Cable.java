package myidc.inventory;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.time.Clock;
import myidc.inventory.CableCommand.CableMake;
import myidc.inventory.CableCommand.ConnectCable;
import myidc.inventory.CableCommand.LinkTest;
import myidc.inventory.CableCommand.RecordLinkTest;
import myidc.inventory.CableCommand.RemoveCable;
import myidc.inventory.event.CableEvent.CableConnected;
import myidc.inventory.event.CableEvent.CableRemoved;
import myidc.inventory.event.CableEvent.LinkTested;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.CableId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A data cable between two sockets, and what tests of it found. */
final class Cable {
    private static final BigDecimal RATE_MBPS_MAX = BigDecimal.valueOf(10_000_000);

    @AggregateIdentifier
    private @Nullable CableId id;

    private @Nullable Integer contractedMbps;
    private boolean removed;

    Cable() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(ConnectCable command, CableEnds ends) {
        CableMake make = command.make();
        if (command.a().equals(command.b())) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "b", "b must be another port than a");
        }
        if (make.contractedMbps() != null) {
            Check.range("contractedMbps", make.contractedMbps(), 1, RATE_MBPS_MAX.intValue());
        }
        if (make.lengthM() != null) {
            Check.range("lengthM", make.lengthM(), BigDecimal.ZERO, BigDecimal.valueOf(100_000));
        }
        ends.plug(command.cableId(), command.a().deviceId(), command.a().port(), "a");
        ends.plug(command.cableId(), command.b().deviceId(), command.b().port(), "b");
        apply(new CableConnected(
                command.cableId(),
                command.a(),
                command.b(),
                Check.text("medium", make.medium(), 40),
                Check.optionalText("label", make.label(), 80),
                make.lengthM(),
                make.contractedMbps()));
    }

    @CommandHandler
    void decide(RecordLinkTest command, Clock clock) {
        refuseRemoved();
        LinkTest test = command.test();
        if (test.testedAt().isAfter(clock.instant())) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "testedAt", "testedAt must not be in the future");
        }
        if (test.retransmits() != null) {
            Check.range("retransmits", test.retransmits(), 0, Long.MAX_VALUE);
        }
        apply(new LinkTested(
                command.cableId(),
                test.testedAt(),
                Check.text("tool", test.tool(), 40),
                Check.range("sentMbps", test.sentMbps(), BigDecimal.ZERO, RATE_MBPS_MAX),
                Check.range("receivedMbps", test.receivedMbps(), BigDecimal.ZERO, RATE_MBPS_MAX),
                test.retransmits(),
                contractedMbps));
    }

    @CommandHandler
    void decide(RemoveCable command, CableEnds ends) {
        refuseRemoved();
        ends.pull(command.cableId());
        apply(new CableRemoved(command.cableId()));
    }

    @EventSourcingHandler
    void evolve(CableConnected fact) {
        id = fact.cableId();
        contractedMbps = fact.contractedMbps();
    }

    @EventSourcingHandler
    void evolve(CableRemoved fact) {
        removed = true;
    }

    private void refuseRemoved() {
        if (removed) {
            throw Refused.because(InventoryRefusal.CABLE_NOT_FOUND, "The cable was taken away");
        }
    }
}
