package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.ReservationCommand.Keeping;
import myidc.inventory.ReservationCommand.ReleaseSpace;
import myidc.inventory.ReservationCommand.ReserveSpace;
import myidc.inventory.ReservationCommand.Space;
import myidc.inventory.event.Face;
import myidc.inventory.event.SpaceUse;
import myidc.inventory.read.ReservationView;
import myidc.inventory.read.Reservations;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.RackId;
import myidc.shared.id.ReservationId;
import org.jspecify.annotations.Nullable;

/** Space kept in racks. */
@Path("/admin/v1/reservations")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class ReservationsResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Reservations reservations;

    ReservationsResource(Commands commands, Sequences sequences, Reservations reservations) {
        this.commands = commands;
        this.sequences = sequences;
        this.reservations = reservations;
    }

    @GET
    public Page<ReservationView> list(
            @QueryParam("rackId") @Nullable Long rackId,
            @QueryParam("state") @Nullable String state,
            @QueryParam("asOf") AsOf asOf,
            @BeanParam PageQuery page) {
        return reservations.list(rackId, state, AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public ReservationView one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return reservations.find(new ReservationId(id), AsOf.instant(asOf)).orElseThrow(() -> unknown(id));
    }

    @POST
    @Staff(Role.OPERATOR)
    public ReservationView reserve(ReservationRequest body) {
        ReservationId id = new ReservationId(sequences.next("reservation"));
        Set<Face> faces = EnumSet.noneOf(Face.class);
        for (String face : Check.present("faces", body.faces())) {
            faces.add(Check.oneOf("faces", face, Face.class));
        }
        ReserveSpace command = new ReserveSpace(
                id,
                new Space(
                        new RackId(Check.range("rackId", body.rackId(), 1, Long.MAX_VALUE)),
                        faces,
                        Check.present("positionU", body.positionU()),
                        Check.present("heightU", body.heightU())),
                new Keeping(
                        body.use() == null ? SpaceUse.RESERVED : Check.oneOf("use", body.use(), SpaceUse.class),
                        Check.text("owner", body.owner(), 80),
                        body.note(),
                        body.expiresAt()));
        return commands.perform(
                () -> commands.send(command), () -> reservations.find(id, null).orElseThrow());
    }

    @POST
    @Path("/{id}/release")
    @Staff(Role.OPERATOR)
    public ReservationView release(@PathParam("id") long id) {
        ReservationId reservation = new ReservationId(id);
        if (reservations.find(reservation, null).isEmpty()) {
            throw unknown(id);
        }
        return commands.perform(
                () -> commands.send(new ReleaseSpace(reservation)),
                () -> reservations.find(reservation, null).orElseThrow());
    }

    private static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.RESERVATION_NOT_FOUND, "There is no reservation " + id);
    }

    /**
     * Which space to keep.
     *
     * @param faces FRONT, REAR or both
     * @param positionU the lowest unit, counted from 1 at the bottom
     * @param use RESERVED (when absent), PLANNED or BLOCKED
     * @param expiresAt when it is free again by itself; absent is never
     */
    public record ReservationRequest(
            @Nullable Long rackId,
            @Nullable List<String> faces,
            @Nullable BigDecimal positionU,
            @Nullable BigDecimal heightU,
            @Nullable String use,
            @Nullable String owner,
            @Nullable String note,
            @Nullable Instant expiresAt) {}
}
