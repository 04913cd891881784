package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import myidc.inventory.event.ReservationEvent.SpaceExpired;
import myidc.inventory.event.ReservationEvent.SpaceReleased;
import myidc.inventory.event.ReservationEvent.SpaceReserved;
import myidc.inventory.event.ReservationEvent.SpaceUsed;
import myidc.inventory.event.ReservationEvent.Span;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.ReservationId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link ReservationView} and what it showed before. */
@Singleton
@ProcessingGroup("inventory.read")
public final class ReservationProjection implements Projection {
    static final String HISTORY = "reservation";

    private final Histories histories;

    ReservationProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "inventory.reservations";
    }

    @Override
    public List<String> tables() {
        return List.of("reservation_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(SpaceReserved fact, @Timestamp Instant at, @SequenceNumber Long version) {
        ReservationView reservation = new ReservationView();
        reservation.id = fact.reservationId().value();
        reservation.version = version;
        reservation.rackId = fact.rackId().value();
        reservation.use = fact.use().name();
        reservation.faces =
                String.join(",", fact.faces().stream().map(Enum::name).toList());
        reservation.positionU = fact.positionU();
        reservation.heightU = fact.heightU();
        reservation.owner = fact.owner();
        reservation.note = fact.note();
        reservation.state = "HELD";
        reservation.spansLeft = fact.faces().stream()
                .map(face -> new Span(face, fact.positionU(), fact.heightU()))
                .toList();
        reservation.expiresAt = fact.expiresAt();
        reservation.reservedAt = at;
        reservation.persist();
        histories.show(HISTORY, reservation.id, at, reservation);
    }

    @EventHandler
    void on(SpaceUsed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.reservationId(), at, version, reservation -> {
            reservation.spansLeft = fact.left();
            if (fact.left().isEmpty()) {
                end(reservation, "USED", at);
            }
        });
    }

    @EventHandler
    void on(SpaceReleased fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.reservationId(), at, version, reservation -> end(reservation, "RELEASED", at));
    }

    @EventHandler
    void on(SpaceExpired fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.reservationId(), at, version, reservation -> end(reservation, "EXPIRED", at));
    }

    private static void end(ReservationView reservation, String state, Instant at) {
        reservation.state = state;
        reservation.spansLeft = List.of();
        reservation.endedAt = at;
    }

    private void change(ReservationId id, Instant at, long version, Consumer<ReservationView> what) {
        ReservationView reservation = ReservationView.findById(id.value());
        what.accept(reservation);
        reservation.version = version;
        histories.show(HISTORY, reservation.id, at, reservation);
    }
}
