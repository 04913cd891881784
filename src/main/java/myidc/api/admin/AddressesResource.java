package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import myidc.network.AddressPicker;
import myidc.network.AddressRole;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.AssignmentCommand.HandOverAddress;
import myidc.network.AssignmentCommand.LiftQuarantine;
import myidc.network.AssignmentCommand.ReleaseAddress;
import myidc.network.AssignmentCommand.SetReverseName;
import myidc.network.Holder;
import myidc.network.Ip;
import myidc.network.NetworkRefusal;
import myidc.network.read.AddressStories;
import myidc.network.read.AddressStories.Chapter;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.network.read.Prefixes;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.PrefixId;
import org.jspecify.annotations.Nullable;

/** Who has, or had, an address. */
@Path("/admin/v1/addresses/{ip}")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class AddressesResource {
    private final Commands commands;
    private final AddressPicker picker;
    private final Addresses addresses;
    private final Prefixes prefixes;
    private final AddressStories stories;
    private final StoryJson.Names names;
    private final Clock clock;

    AddressesResource(
            Commands commands,
            AddressPicker picker,
            Addresses addresses,
            Prefixes prefixes,
            AddressStories stories,
            StoryJson.Names names,
            Clock clock) {
        this.commands = commands;
        this.picker = picker;
        this.addresses = addresses;
        this.prefixes = prefixes;
        this.stories = stories;
        this.names = names;
        this.clock = clock;
    }

    @GET
    public HolderJson holder(@PathParam("ip") String ip, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        String address = Ip.of("ip", ip).text();
        Instant at = AsOf.instant(asOf);
        Instant seen = at == null ? clock.instant() : at;
        Page<AddressJson> history = addresses.story(address, at, page.ask()).map(row -> AddressJson.of(row, seen));
        Long prefix = prefixes.around(address).map(found -> found.id).orElse(null);
        if (prefix == null && history.results() == 0) {
            throw unknown(address);
        }
        Optional<AddressView> held = addresses.held(address, at);
        return new HolderJson(
                address,
                at,
                prefix,
                held.map(found -> found.holder).orElse(null),
                held.map(row -> AddressJson.of(row, seen)).orElse(null),
                history.data(),
                history.page(),
                history.pages(),
                history.results());
    }

    /** Everybody who had it, with guest, tenant, names and facts, and who had it at the instant {@code at} or {@code asOf}. */
    @GET
    @Path("/story")
    public StoryJson story(
            @PathParam("ip") String ip,
            @QueryParam("at") @Nullable String at,
            @QueryParam("asOf") AsOf asOf,
            @BeanParam PageQuery page) {
        String address = Ip.of("ip", ip).text();
        Instant instant = at == null ? AsOf.instant(asOf) : instant(at);
        Page<Chapter> chapters = stories.of(address, null, page.ask());
        List<Chapter> then = instant == null ? List.of() : stories.at(address, null, instant);
        return StoryJson.of(address, new StoryJson.Then(instant, then), chapters, names);
    }

    @DELETE
    @Staff(Role.OPERATOR)
    public AddressJson release(@PathParam("ip") String ip, @QueryParam("prefixId") @Nullable Long prefixId) {
        AddressView held = held(ip, prefixId);
        notAGuests(held);
        AddressJson before = AddressJson.of(held, clock.instant());
        return commands.perform(() -> commands.send(new ReleaseAddress(new AssignmentId(held.id))), () -> before);
    }

    /** Gives a reserved address to its owner, or to another holder, without a rest between. */
    @POST
    @Path("/use")
    @Staff(Role.OPERATOR)
    public AddressJson use(@PathParam("ip") String ip, UseRequest body) {
        AddressView held = held(ip, body.prefixId());
        if (!held.role.equals(AddressRole.RESERVATION.name())) {
            throw Refused.heldBy(
                    NetworkRefusal.ADDRESS_TAKEN, "ip", "address " + held.address + " is no reservation", held.holder);
        }
        String holder = body.holder() == null ? held.holder : Check.text("holder", body.holder(), 80);
        Holder wanted = new Holder(
                holder,
                held.tenantId == null ? null : new myidc.shared.id.TenantId(held.tenantId),
                body.note() == null ? held.note : body.note());
        return commands.perform(
                () -> {
                    commands.send(new HandOverAddress(new AssignmentId(held.id)));
                    AssignAddress command = picker.named(new PrefixId(held.prefixId), held.address, wanted);
                    commands.send(command);
                    return command.assignmentId();
                },
                given -> AddressJson.of(addresses.find(given).orElseThrow(), clock.instant()));
    }

    @POST
    @Path("/lift-quarantine")
    @Staff(Role.OPERATOR)
    public AddressJson lift(@PathParam("ip") String ip, @QueryParam("prefixId") @Nullable Long prefixId) {
        String address = Ip.of("ip", ip).text();
        Long prefix = prefixId == null
                ? prefixes.around(address).map(found -> found.id).orElse(null)
                : prefixId;
        AddressView last = Optional.ofNullable(prefix)
                .flatMap(known -> addresses.last(new PrefixId(known), address))
                .orElseThrow(() -> unknown(address));
        AssignmentId assignment = new AssignmentId(last.id);
        return commands.perform(
                () -> commands.send(new LiftQuarantine(assignment)),
                () -> AddressJson.of(addresses.find(assignment).orElseThrow(), clock.instant()));
    }

    /** Sets the name it answers with; null takes the name away. */
    @PUT
    @Path("/name")
    @Staff(Role.OPERATOR)
    public AddressJson name(@PathParam("ip") String ip, NameRequest body) {
        AddressView held = held(ip, body.prefixId());
        AssignmentId assignment = new AssignmentId(held.id);
        String name = Check.optionalText("rdns", body.rdns(), 253);
        return commands.perform(
                () -> commands.send(new SetReverseName(assignment, name)), () -> AddressJson.of(held, clock.instant()));
    }

    /** The assignment meant; where routing tables repeat an address, its prefix must be named. */
    private AddressView held(String ip, @Nullable Long prefixId) {
        String address = Ip.of("ip", ip).text();
        List<AddressView> holders = addresses.holders(address).stream()
                .filter(row -> prefixId == null || row.prefixId == prefixId)
                .toList();
        if (holders.size() > 1) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "prefixId",
                    "prefixId is required: " + address + " is held in more than one routing table");
        }
        return holders.stream().findFirst().orElseThrow(() -> unknown(address));
    }

    private static void notAGuests(AddressView held) {
        if (held.holder.startsWith("instance-")) {
            throw Refused.heldBy(
                    NetworkRefusal.ADDRESS_IN_USE,
                    "ip",
                    "address " + held.address + " belongs to " + held.holder + " and goes back with it",
                    held.holder);
        }
    }

    private static @Nullable Instant instant(@Nullable String at) {
        if (at == null || at.isBlank()) {
            return null;
        }
        try {
            return AsOf.valueOf(at).at();
        } catch (Refused refused) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "at", "at must be an instant like 2026-03-03T14:05:00Z");
        }
    }

    private static Refused unknown(String address) {
        return Refused.because(NetworkRefusal.ADDRESS_NOT_FOUND, "Nobody has address " + address);
    }

    /**
     * Who is to use a reserved address.
     *
     * @param holder the reservation's owner when absent
     */
    public record UseRequest(
            @Nullable Long prefixId,
            @Nullable String holder,
            @Nullable String note) {}

    /** The name an address is to answer with; null for none. */
    public record NameRequest(
            @Nullable Long prefixId, @Nullable String rdns) {}

    /**
     * An address and everybody who had it.
     *
     * @param asOf the instant asked for; null is now
     * @param prefixId the prefix it is in today; null when it is in none
     * @param holder who has it; null when it is free
     * @param history assignments, the latest first, paged
     */
    public record HolderJson(
            String address,
            @Nullable Instant asOf,
            @Nullable Long prefixId,
            @Nullable String holder,
            @Nullable AddressJson assignment,
            List<AddressJson> history,
            int page,
            int pages,
            long results) {}
}
