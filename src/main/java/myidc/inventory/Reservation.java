package myidc.inventory;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import myidc.inventory.ReservationCommand.ExpireSpace;
import myidc.inventory.ReservationCommand.Keeping;
import myidc.inventory.ReservationCommand.ReleaseSpace;
import myidc.inventory.ReservationCommand.ReserveSpace;
import myidc.inventory.ReservationCommand.Space;
import myidc.inventory.ReservationCommand.UseSpace;
import myidc.inventory.event.ReservationEvent.SpaceExpired;
import myidc.inventory.event.ReservationEvent.SpaceReleased;
import myidc.inventory.event.ReservationEvent.SpaceReserved;
import myidc.inventory.event.ReservationEvent.SpaceUsed;
import myidc.inventory.event.ReservationEvent.Span;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.ReservationId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Space in a rack that is kept free until it is used, given back or its time runs out. */
final class Reservation {
    @AggregateIdentifier
    private @Nullable ReservationId id;

    private @Nullable Instant expiresAt;
    private boolean over;

    Reservation() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(ReserveSpace command, RackHolds holds, Clock clock) {
        Keeping keeping = command.keeping();
        Instant until = keeping.expiresAt();
        if (until != null && !until.isAfter(clock.instant())) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "expiresAt", "expiresAt must be in the future");
        }
        Keeping checked = new Keeping(
                keeping.use(),
                Check.text("owner", keeping.owner(), 80),
                Check.optionalText("note", keeping.note(), 200),
                until);
        Space space = command.space();
        holds.keep(command.reservationId(), space, checked);
        apply(new SpaceReserved(
                command.reservationId(),
                space.rackId(),
                checked.use(),
                space.faces().stream().sorted().toList(),
                HalfUnits.plain(space.positionU()),
                HalfUnits.plain(space.heightU()),
                checked.owner(),
                checked.note(),
                until));
    }

    @CommandHandler
    void decide(UseSpace command, RackHolds holds) {
        refuseOver();
        List<Span> left = holds.left(command.reservationId());
        if (left.isEmpty()) {
            holds.giveBack(command.reservationId());
        }
        apply(new SpaceUsed(command.reservationId(), command.deviceId(), left));
    }

    @CommandHandler
    void decide(ReleaseSpace command, RackHolds holds) {
        refuseOver();
        holds.giveBack(command.reservationId());
        apply(new SpaceReleased(command.reservationId()));
    }

    @CommandHandler
    void decide(ExpireSpace command, RackHolds holds, Clock clock) {
        Instant until = expiresAt;
        if (over || until == null || until.isAfter(clock.instant())) {
            return;
        }
        holds.giveBack(command.reservationId());
        apply(new SpaceExpired(command.reservationId()));
    }

    @EventSourcingHandler
    void evolve(SpaceReserved fact) {
        id = fact.reservationId();
        expiresAt = fact.expiresAt();
    }

    @EventSourcingHandler
    void evolve(SpaceUsed fact) {
        over = fact.left().isEmpty();
    }

    @EventSourcingHandler
    void evolve(SpaceReleased fact) {
        over = true;
    }

    @EventSourcingHandler
    void evolve(SpaceExpired fact) {
        over = true;
    }

    private void refuseOver() {
        if (over) {
            throw Refused.because(InventoryRefusal.RESERVATION_OVER, "The space is not kept any more");
        }
    }
}
