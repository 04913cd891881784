package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import myidc.network.AggregateCommand.AddAggregate;
import myidc.network.AggregateCommand.RetireAggregate;
import myidc.network.NetworkRefusal;
import myidc.network.read.AggregateRow;
import myidc.network.read.NetworkShelves;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.AggregateId;
import org.jspecify.annotations.Nullable;

/** Blocks as registries gave them to the house. */
@Path("/admin/v1/aggregates")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class AggregatesResource {
    private final Commands commands;
    private final Sequences sequences;
    private final NetworkShelves shelves;

    AggregatesResource(Commands commands, Sequences sequences, NetworkShelves shelves) {
        this.commands = commands;
        this.sequences = sequences;
        this.shelves = shelves;
    }

    @GET
    public Page<AggregateRow> list(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return shelves.aggregates().list(Map.of(), AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public AggregateRow one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return known(id, AsOf.instant(asOf));
    }

    @POST
    @Staff(Role.OPERATOR)
    public AggregateRow add(AggregateRequest body) {
        AggregateId id = new AggregateId(sequences.next("aggregate"));
        AddAggregate command = new AddAggregate(
                id,
                Check.text("cidr", body.cidr(), 60),
                Check.text("registry", body.registry(), 40),
                body.givenOn(),
                body.description());
        return commands.perform(() -> commands.send(command), () -> known(id.value(), null));
    }

    @POST
    @Path("/{id}/retire")
    @Staff(Role.OPERATOR)
    public AggregateRow retire(@PathParam("id") long id) {
        AggregateRow before = known(id, null);
        return commands.perform(() -> commands.send(new RetireAggregate(new AggregateId(id))), () -> before);
    }

    private AggregateRow known(long id, @Nullable Instant asOf) {
        return shelves.aggregates()
                .find(id, asOf)
                .orElseThrow(() -> Refused.because(NetworkRefusal.AGGREGATE_NOT_FOUND, "There is no aggregate " + id));
    }

    /**
     * A block the house was given.
     *
     * @param registry who gave it, such as APNIC or RFC 1918
     * @param givenOn when; absent when unknown
     */
    public record AggregateRequest(
            @Nullable String cidr,
            @Nullable String registry,
            @Nullable LocalDate givenOn,
            @Nullable String description) {}
}
