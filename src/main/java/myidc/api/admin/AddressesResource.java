package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import myidc.api.admin.PrefixesResource.AddressJson;
import myidc.network.AssignmentCommand.ReleaseAddress;
import myidc.network.Ip;
import myidc.network.NetworkRefusal;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.network.read.Prefixes;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.AssignmentId;
import org.jspecify.annotations.Nullable;

/** Who has, or had, an address. */
@Path("/admin/v1/addresses/{ip}")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class AddressesResource {
    private final Commands commands;
    private final Addresses addresses;
    private final Prefixes prefixes;

    AddressesResource(Commands commands, Addresses addresses, Prefixes prefixes) {
        this.commands = commands;
        this.addresses = addresses;
        this.prefixes = prefixes;
    }

    @GET
    public StoryJson story(@PathParam("ip") String ip, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        String address = Ip.of("ip", ip).text();
        Instant at = AsOf.instant(asOf);
        Page<AddressJson> history = addresses.story(address, at, page.ask()).map(AddressJson::of);
        Long prefix = prefixes.around(address).map(found -> found.id).orElse(null);
        if (prefix == null && history.results() == 0) {
            throw unknown(address);
        }
        Optional<AddressView> held = addresses.held(address, at);
        return new StoryJson(
                address,
                at,
                prefix,
                held.map(found -> found.holder).orElse(null),
                held.map(AddressJson::of).orElse(null),
                history.data(),
                history.page(),
                history.pages(),
                history.results());
    }

    @DELETE
    @Staff(Role.OPERATOR)
    public AddressJson release(@PathParam("ip") String ip) {
        String address = Ip.of("ip", ip).text();
        AddressView held = addresses.held(address).orElseThrow(() -> unknown(address));
        if (held.holder.startsWith("instance-")) {
            throw Refused.heldBy(
                    NetworkRefusal.ADDRESS_IN_USE,
                    "ip",
                    "address " + address + " belongs to " + held.holder + " and goes back with it",
                    held.holder);
        }
        AddressJson before = AddressJson.of(held);
        return commands.perform(() -> commands.send(new ReleaseAddress(new AssignmentId(held.id))), () -> before);
    }

    private static Refused unknown(String address) {
        return Refused.because(NetworkRefusal.ADDRESS_NOT_FOUND, "Nobody has address " + address);
    }

    /**
     * An address and everybody who had it.
     *
     * @param asOf the instant asked for; null is now
     * @param prefixId the prefix it is in today; null when it is in none
     * @param holder who has it; null when it is free
     * @param history assignments, the latest first, paged
     */
    public record StoryJson(
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
