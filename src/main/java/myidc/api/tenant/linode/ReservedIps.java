package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import myidc.api.tenant.linode.TenantAddresses.Held;
import myidc.api.tenant.wire.GrantGuard;
import myidc.compute.ComputeRefusal;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.AssignmentCommand.ReleaseAddress;
import myidc.network.AssignmentCommand.ReserveAddress;
import myidc.network.AssignmentCommand.UnreserveAddress;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Addresses that stay a tenant's when their guest goes, or that no guest has yet. */
@Singleton
final class ReservedIps {
    private static final int TAGS_MAX = 50;

    /** So many a tenant keeps at most without a guest: an address that nobody uses is one that nobody else can have. */
    private static final int IDLE_MAX = 20;

    private final Commands commands;
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Regions regions;
    private final TenantAddresses addresses;
    private final AddressMoves moves;

    ReservedIps(
            Commands commands,
            CurrentCaller callers,
            GrantGuard guard,
            Regions regions,
            TenantAddresses addresses,
            AddressMoves moves) {
        this.commands = commands;
        this.callers = callers;
        this.guard = guard;
        this.regions = regions;
        this.addresses = addresses;
        this.moves = moves;
    }

    IpJson make(@Nullable String region, @Nullable List<@Nullable String> tags) {
        guard.unrestricted();
        String wanted = Check.text("region", region, 40);
        Regions.Region found = regions.find(wanted)
                .orElseThrow(() -> Refused.field(ComputeRefusal.REGION_UNKNOWN, "region", "region is not valid"));
        List<String> kept = tags(tags);
        long idle =
                addresses.all().stream().filter(held -> held.guest() == null).count();
        if (idle >= IDLE_MAX) {
            throw Refused.because(
                    ComputeRefusal.ADDRESS_NEEDED,
                    "An account can have at most " + IDLE_MAX + " reserved addresses that no Linode uses");
        }
        return commands.perform(
                () -> {
                    AssignAddress given = moves.reserve(callers.get().ownTenant(), new SiteId(found.site().id), kept);
                    return given.address();
                },
                address -> addresses.json(addresses.find(address).orElseThrow()));
    }

    /** Whether the address stays when its guest goes; one that no guest has goes back at once when it does not. */
    void set(Held held, boolean kept) {
        AssignmentId assignment = new AssignmentId(held.row().id);
        if (kept && held.internal()) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "reserved", "reserved must be false for a private address");
        }
        if (kept) {
            commands.send(new ReserveAddress(assignment, List.of(held.row().tags)));
        } else if (held.guest() == null) {
            commands.send(new ReleaseAddress(assignment));
        } else {
            commands.send(new UnreserveAddress(assignment));
        }
    }

    IpJson tag(Held held, @Nullable List<@Nullable String> tags) {
        List<String> wanted = tags(tags);
        return commands.perform(
                () -> commands.send(new ReserveAddress(new AssignmentId(held.row().id), wanted)),
                () -> addresses.json(addresses.find(held.row().address).orElseThrow()));
    }

    Optional<Held> find(String address) {
        return addresses.find(address).filter(held -> held.row().reserved);
    }

    List<IpJson> all() {
        return addresses.json(
                addresses.all().stream().filter(held -> held.row().reserved).toList());
    }

    private static List<String> tags(@Nullable List<@Nullable String> given) {
        List<@Nullable String> tags = given == null ? List.of() : given;
        Check.range("tags", tags.size(), 0, TAGS_MAX);
        return tags.stream()
                .map(tag -> {
                    String text = Check.text("tags", tag, 50);
                    Check.range("tags", text.length(), 3, 50);
                    return text;
                })
                .distinct()
                .sorted()
                .toList();
    }
}
