package myidc.api.portal;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import myidc.api.portal.ConsoleTickets.Seat;
import myidc.api.tenant.linode.OwnGuests;
import myidc.compute.ComputeRefusal;
import myidc.compute.InstanceCommand.OpenConsole;
import myidc.compute.event.ConsoleEvent.Kind;
import myidc.compute.read.InstanceView;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The console of a tenant's own machine, opened in two steps: a ticket here, then a socket that takes it. */
@Path("/portal/v1/instances/{id}/consoles")
@TenantScope("linodes:read_write")
public final class ConsolesResource {
    private final OwnGuests guests;
    private final Commands commands;
    private final ConsoleTickets tickets;
    private final Clock clock;

    ConsolesResource(OwnGuests guests, Commands commands, ConsoleTickets tickets, Clock clock) {
        this.guests = guests;
        this.commands = commands;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** A ticket for one console of a machine that runs. Its socket speaks bytes: text, or RFB for the screen. */
    @POST
    @ResponseStatus(201)
    public ConsoleJson open(@PathParam("id") long id, ConsoleRequest body) {
        InstanceView guest = guests.changeable(id);
        Kind kind = kind(Check.present("kind", body.kind()));
        Long host = guest.hostId;
        if (host == null) {
            throw Refused.because(
                    ComputeRefusal.INSTANCE_STATE, "Linode " + id + " must be running to open its console.");
        }
        Seat seat = new Seat(new InstanceId(id), new HostId(host), kind);
        Instant until = clock.instant().plus(ConsoleTickets.GOOD_FOR);
        return commands.perform(
                () -> commands.send(new OpenConsole(seat.guest(), kind)),
                () -> new ConsoleJson(
                        kind.name().toLowerCase(Locale.ROOT), ConsoleSockets.PATH + tickets.issue(seat, until), until));
    }

    private static Kind kind(String asked) {
        return switch (asked) {
            case "text" -> Kind.TEXT;
            case "screen" -> Kind.SCREEN;
            default -> throw Refused.field(CommonRefusal.INVALID_FIELD, "kind", "kind must be one of text, screen");
        };
    }

    /**
     * Body of POST /portal/v1/instances/{id}/consoles.
     *
     * @param kind text for the serial line, screen for the graphics
     */
    public record ConsoleRequest(@Nullable String kind) {}

    /**
     * A console that may be opened.
     *
     * @param path where the socket is, once
     * @param expiresAt until when it can be opened
     */
    public record ConsoleJson(String kind, String path, Instant expiresAt) {}
}
