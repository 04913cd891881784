package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.platform.db.Sql.Read;
import myidc.platform.db.ViewRows;
import myidc.shared.Page;
import myidc.shared.id.RackId;
import org.jspecify.annotations.Nullable;

/** Reads a rack with all that stands and is kept in it: one message to the database, as the page asked for most. */
@Singleton
public final class Elevations {
    private static final ViewRows<RackView> RACKS = new ViewRows<>(RackView.class);
    private static final ViewRows<DeviceView> DEVICES = new ViewRows<>(DeviceView.class);
    private static final ViewRows<ReservationView> SPACE = new ViewRows<>(ReservationView.class);

    private static final String RACK = "select " + RACKS.columns("r") + " from rack_view r where r.id = ?";
    private static final String STANDING = "select " + DEVICES.columns("d")
            + " from device_view d where d.rack_id = ? order by d.position_u desc nulls last, d.id limit ?";
    private static final String KEPT = "select " + SPACE.columns("s")
            + " from reservation_view s where s.rack_id = ? and s.state = 'HELD' order by s.id limit ?";

    private final Racks racks;
    private final Devices devices;
    private final Reservations reservations;
    private final Sql sql;

    Elevations(Racks racks, Devices devices, Reservations reservations, Sql sql) {
        this.racks = racks;
        this.devices = devices;
        this.reservations = reservations;
        this.sql = sql;
    }

    /** A rack now or as of an instant, what stands in it from the top down, and what is kept. */
    public Optional<Elevation> of(RackId id, @Nullable Instant asOf) {
        return asOf == null
                ? now(id)
                : racks.find(id, asOf)
                        .map(rack ->
                                new Elevation(rack, devices.inRack(id, asOf), reservations.held(id.value(), asOf)));
    }

    private Optional<Elevation> now(RackId id) {
        List<RackView> rack = new ArrayList<>();
        List<DeviceView> standing = new ArrayList<>();
        List<ReservationView> kept = new ArrayList<>();
        sql.together(
                new Read(RACK, row -> rack.add(RACKS.read(row)), List.of(id.value())),
                new Read(STANDING, row -> standing.add(DEVICES.read(row)), List.of(id.value(), Devices.IN_A_RACK_MAX)),
                new Read(KEPT, row -> kept.add(SPACE.read(row)), List.of(id.value(), Page.SIZE_MAX)));
        return rack.stream().findFirst().map(found -> new Elevation(found, standing, kept));
    }

    /** A rack, what stands in it from the top down, and the space kept in it. */
    public record Elevation(RackView rack, List<DeviceView> devices, List<ReservationView> kept) {}
}
