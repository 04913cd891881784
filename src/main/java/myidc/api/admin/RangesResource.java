package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.api.admin.PrefixJson.GiveRequest;
import myidc.network.AddressPicker;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.Holder;
import myidc.network.NetworkRefusal;
import myidc.network.RangeCommand.RetireRange;
import myidc.network.RangeCommand.SetRangeApart;
import myidc.network.RangePurpose;
import myidc.network.read.Addresses;
import myidc.network.read.NetworkShelves;
import myidc.network.read.RangeRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.RangeId;
import org.jspecify.annotations.Nullable;

/** Ranges of addresses set apart in prefixes. */
@Path("/admin/v1/ranges")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class RangesResource {
    private static final int AT_ONCE_MAX = 256;

    private final Commands commands;
    private final Sequences sequences;
    private final AddressPicker picker;
    private final CurrentCaller callers;
    private final NetworkShelves shelves;
    private final Addresses addresses;
    private final Clock clock;

    RangesResource(
            Commands commands,
            Sequences sequences,
            AddressPicker picker,
            CurrentCaller callers,
            NetworkShelves shelves,
            Addresses addresses,
            Clock clock) {
        this.commands = commands;
        this.sequences = sequences;
        this.picker = picker;
        this.callers = callers;
        this.shelves = shelves;
        this.addresses = addresses;
        this.clock = clock;
    }

    @GET
    public Page<RangeRow> list(
            @QueryParam("prefixId") @Nullable Long prefixId, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Map<String, Long> where = prefixId == null ? Map.of() : Map.of("prefixId", prefixId);
        return shelves.ranges().list(where, AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public RangeRow one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return known(id, AsOf.instant(asOf));
    }

    @POST
    @Staff(Role.OPERATOR)
    public RangeRow setApart(RangeRequest body) {
        RangeId id = new RangeId(sequences.next("range"));
        SetRangeApart command = new SetRangeApart(
                id,
                new PrefixId(Check.range("prefixId", body.prefixId(), 1, Long.MAX_VALUE)),
                Check.text("first", body.first(), 60),
                Check.text("last", body.last(), 60),
                Check.oneOf("purpose", body.purpose(), RangePurpose.class),
                body.description());
        return commands.perform(() -> commands.send(command), () -> known(id.value(), null));
    }

    @POST
    @Path("/{id}/retire")
    @Staff(Role.OPERATOR)
    public RangeRow retire(@PathParam("id") long id) {
        RangeRow before = known(id, null);
        return commands.perform(() -> commands.send(new RetireRange(new RangeId(id))), () -> before);
    }

    /** Gives out the next free addresses of a POOL range, all or none. */
    @POST
    @Path("/{id}/addresses")
    @Staff(Role.OPERATOR)
    public PrefixesResource.Given give(@PathParam("id") long id, GiveRequest body) {
        RangeRow range = known(id, null);
        Holder holder = body.holder(callers.get().who(), clock.instant());
        if (body.address() != null) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "address", "address must be absent: a range gives the next free one");
        }
        int count = body.count() == null ? 1 : Check.range("count", body.count(), 1, AT_ONCE_MAX);
        return commands.perform(
                () -> {
                    List<AssignmentId> given = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        AssignAddress command = picker.nextIn(range, holder);
                        commands.send(command);
                        given.add(command.assignmentId());
                    }
                    return given;
                },
                given -> new PrefixesResource.Given(given.stream()
                        .map(each -> AddressJson.of(addresses.find(each).orElseThrow(), clock.instant()))
                        .toList()));
    }

    private RangeRow known(long id, @Nullable Instant asOf) {
        return shelves.ranges()
                .find(id, asOf)
                .orElseThrow(() -> Refused.because(NetworkRefusal.RANGE_NOT_FOUND, "There is no range " + id));
    }

    /**
     * Addresses to set apart.
     *
     * @param purpose DHCP, RESERVED or POOL
     */
    public record RangeRequest(
            @Nullable Long prefixId,
            @Nullable String first,
            @Nullable String last,
            @Nullable String purpose,
            @Nullable String description) {}
}
