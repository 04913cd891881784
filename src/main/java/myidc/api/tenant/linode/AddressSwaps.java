package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.linode.TenantAddresses.Held;
import myidc.compute.read.InstanceView;
import myidc.network.AssignmentCommand.ShareAddress;
import myidc.platform.axon.Commands;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** Moves and shares addresses as a request names them: all of it, or nothing. */
@Singleton
final class AddressSwaps {
    private static final int AT_ONCE_MAX = 100;

    private final Commands commands;
    private final OwnGuests guests;
    private final TenantAddresses addresses;
    private final AddressMoves moves;

    AddressSwaps(Commands commands, OwnGuests guests, TenantAddresses addresses, AddressMoves moves) {
        this.commands = commands;
        this.guests = guests;
        this.addresses = addresses;
        this.moves = moves;
    }

    Map<String, String> assign(AssignRequest body) {
        String region = Check.text("region", body.region(), 40);
        List<@Nullable Assignment> wanted = Check.present("assignments", body.assignments());
        Check.range("assignments", wanted.size(), 1, AT_ONCE_MAX);
        Map<Held, InstanceView> named = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String field = "assignments[" + i + "]";
            Assignment each = Check.present(field, wanted.get(i));
            Held held = known(field + ".address", Check.text(field + ".address", each.address(), 60));
            InstanceView to = guests.changeable(Check.range(field + ".linode_id", each.linodeId(), 1, Long.MAX_VALUE));
            boolean here = to.region.equals(region) || to.regionShown().equals(region);
            if (!here) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD, "region", "region must be that of all Linodes and addresses");
            }
            InPlace.check(held, to);
            InstanceView from = held.guest();
            if (from != null) {
                guests.changeable(from.id);
            }
            if (from == null || from.id != to.id) {
                named.put(held, to);
            }
        }
        return commands.perform(() -> moves.move(named), Map::of);
    }

    /** Exactly these addresses of other guests answer on the guest too from now on. */
    Map<String, String> share(ShareRequest body) {
        InstanceView with = guests.changeable(Check.range("linode_id", body.linodeId(), 1, Long.MAX_VALUE));
        List<@Nullable String> wanted = Check.present("ips", body.ips());
        Check.range("ips", wanted.size(), 0, AT_ONCE_MAX);
        List<Held> shared = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String field = "ips[" + i + "]";
            Held held = known(field, Check.text(field, wanted.get(i), 60));
            InPlace.check(held, with);
            InstanceView owner = held.guest();
            if (owner == null || owner.id == with.id) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD, field, field + " must be an address of another Linode of yours");
            }
            guests.changeable(owner.id);
            shared.add(held);
        }
        String holder = new InstanceId(with.id).text();
        List<Held> before = addresses.sharedWith(with);
        return commands.perform(
                () -> {
                    for (Held held : shared) {
                        commands.send(new ShareAddress(new AssignmentId(held.row().id), holder, true));
                    }
                    for (Held held : before) {
                        if (shared.stream().noneMatch(kept -> kept.row().id == held.row().id)) {
                            commands.send(new ShareAddress(new AssignmentId(held.row().id), holder, false));
                        }
                    }
                },
                Map::of);
    }

    private Held known(String field, String address) {
        return addresses
                .find(address)
                .orElseThrow(() ->
                        Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be an IPv4 address of yours"));
    }

    /** Body of POST /networking/ips/assign. */
    public record AssignRequest(
            @Nullable String region, @Nullable List<@Nullable Assignment> assignments) {}

    /** An address and the guest it is to go to. */
    public record Assignment(
            @Nullable String address,
            @JsonProperty("linode_id") @Nullable Long linodeId) {}

    /** Body of POST /networking/ips/share. */
    public record ShareRequest(
            @JsonProperty("linode_id") @Nullable Long linodeId,
            @Nullable List<@Nullable String> ips) {}
}
