package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.platform.asof.Histories;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.ReservationId;
import org.jspecify.annotations.Nullable;

/** Reads space kept in racks, now or as of an instant. */
@Singleton
public final class Reservations {
    private final Listing<ReservationView> rows;
    private final Sql sql;

    Reservations(Histories histories, Sql sql) {
        rows = new Listing<>(histories, ReservationProjection.HISTORY, ReservationView.class);
        this.sql = sql;
    }

    public Optional<ReservationView> find(ReservationId id, @Nullable Instant asOf) {
        return rows.find(id.value(), asOf);
    }

    public Page<ReservationView> list(
            @Nullable Long rackId, @Nullable String state, @Nullable Instant asOf, Page.Ask ask) {
        Map<String, Object> where = new HashMap<>();
        if (rackId != null) {
            where.put("rackId", rackId);
        }
        if (state != null) {
            where.put("state", state);
        }
        return rows.list(where, asOf, ask);
    }

    /** What is kept for devices that plans will bring. */
    public Page<ReservationView> planned(@Nullable Instant asOf, Page.Ask ask) {
        return rows.list(Map.of("state", "HELD", "use", "PLANNED"), asOf, ask);
    }

    /** What is kept in a rack; at most one page. */
    public List<ReservationView> held(long rackId, @Nullable Instant asOf) {
        return list(rackId, "HELD", asOf, new Page.Ask(1, Page.SIZE_MAX)).data();
    }

    /** What is still shown as kept though its time has run out. */
    public List<ReservationId> runOut(Instant now, int most) {
        return sql.rows(
                "select id from reservation_view where state = 'HELD' and expires_at <= ? order by expires_at limit ?",
                row -> new ReservationId(row.getLong(1)),
                now,
                most);
    }
}
