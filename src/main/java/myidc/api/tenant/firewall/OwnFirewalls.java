package myidc.api.tenant.firewall;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import myidc.api.tenant.account.Grantable;
import myidc.api.tenant.wire.GrantGuard;
import myidc.compute.read.Instances;
import myidc.network.FirewallCommand.AddFirewallDevice;
import myidc.network.NetworkRefusal;
import myidc.network.event.FirewallUsage;
import myidc.network.read.FirewallRow;
import myidc.network.read.FirewallRow.DeviceRow;
import myidc.network.read.Firewalls;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.CurrentCaller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.FirewallId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The caller's tenant's firewalls, and of those the ones grants let a restricted user have; all others are not found. */
@Singleton
public final class OwnFirewalls implements Grantable {
    private static final String KIND = "firewall";

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Firewalls firewalls;
    private final Instances instances;
    private final Commands commands;
    private final Sequences sequences;

    OwnFirewalls(
            CurrentCaller callers,
            GrantGuard guard,
            Firewalls firewalls,
            Instances instances,
            Commands commands,
            Sequences sequences) {
        this.callers = callers;
        this.guard = guard;
        this.firewalls = firewalls;
        this.instances = instances;
        this.commands = commands;
        this.sequences = sequences;
    }

    List<FirewallRow> seen(@Nullable Instant asOf) {
        LongPredicate sees = guard.sees(KIND);
        return firewalls.of(tenant(), asOf).stream()
                .filter(row -> sees.test(row.id))
                .toList();
    }

    /** Those before a guest that the caller sees. */
    List<FirewallRow> before(long guest) {
        LongPredicate sees = guard.sees(KIND);
        return firewalls.before(tenant(), new InstanceId(guest)).stream()
                .filter(row -> sees.test(row.id))
                .toList();
    }

    FirewallRow readable(long id, @Nullable Instant asOf) {
        FirewallRow row = own(id, asOf);
        guard.mayRead(KIND, id);
        return row;
    }

    FirewallRow changeable(long id) {
        FirewallRow row = own(id, null);
        guard.mayChange(KIND, id);
        return row;
    }

    /** What a firewall asked for by number in a body is: the field is refused where it is not the caller's. */
    FirewallRow named(String field, long id) {
        try {
            return changeable(id);
        } catch (Refused refused) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be a firewall of yours, not " + id);
        }
    }

    /** Labels of guests of the tenant that firewalls stand before. */
    Map<Long, String> labels(Collection<FirewallRow> rows) {
        List<Long> guests = rows.stream()
                .flatMap(row -> row.devices.stream())
                .map((DeviceRow device) -> device.instanceId)
                .distinct()
                .toList();
        return guests.isEmpty()
                ? Map.of()
                : instances.byNumber(guests).values().stream()
                        .collect(Collectors.toMap(guest -> guest.id, guest -> guest.label));
    }

    /** The command that puts a firewall before a guest. */
    AddFirewallDevice device(long firewall, long guest) {
        return new AddFirewallDevice(new FirewallId(firewall), sequences.next("firewalldevice"), new InstanceId(guest));
    }

    /**
     * What firewall a guest to be made is to have.
     *
     * @param asked null for the account's default, and -1 for none
     */
    public @Nullable FirewallId forNew(@Nullable Long asked) {
        if (asked == null) {
            return firewalls
                    .defaultOf(tenant(), FirewallUsage.LINODE)
                    .map(row -> new FirewallId(row.id))
                    .orElse(null);
        }
        return asked == -1 ? null : new FirewallId(named("firewall_id", asked).id);
    }

    /** Puts the firewall before a guest just made; to be called within the work that makes it. */
    public void guard(FirewallId firewall, InstanceId guest) {
        commands.send(device(firewall.value(), guest.value()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Thing> of(TenantId tenant) {
        return firewalls.of(tenant, null).stream()
                .map(row -> new Thing(row.id, row.label))
                .toList();
    }

    private TenantId tenant() {
        return callers.get().ownTenant();
    }

    private FirewallRow own(long id, @Nullable Instant asOf) {
        return firewalls
                .find(tenant(), new FirewallId(id), asOf)
                .orElseThrow(() -> Refused.because(NetworkRefusal.FIREWALL_NOT_FOUND, "Not found"));
    }
}
