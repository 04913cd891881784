package myidc.api.tenant.firewall;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import myidc.api.tenant.firewall.FirewallJson.DeviceJson;
import myidc.api.tenant.firewall.RulesJson.RulesRequest;
import myidc.api.tenant.linode.OwnGuests;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.network.FirewallCommand.AddFirewallDevice;
import myidc.network.FirewallCommand.CreateFirewall;
import myidc.network.FirewallCommand.DeleteFirewall;
import myidc.network.FirewallCommand.LabelFirewall;
import myidc.network.FirewallCommand.RemoveFirewallDevice;
import myidc.network.FirewallCommand.SetFirewallRules;
import myidc.network.FirewallCommand.SwitchFirewall;
import myidc.network.FirewallCommand.TagFirewall;
import myidc.network.NetworkRefusal;
import myidc.network.event.FirewallRules;
import myidc.network.read.FirewallRow;
import myidc.network.read.FirewallRow.DeviceRow;
import myidc.network.read.Firewalls;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.FirewallId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** A tenant's firewalls. */
@Path("/{api:v4|v4beta}/networking/firewalls")
@TenantScope("firewall:read_write")
public final class FirewallsResource {
    private static final String READ = "firewall:read_only";
    private static final Map<String, String> DONE = Map.of();
    private static final Attributes<FirewallRow> ATTRIBUTES = new Attributes<FirewallRow>()
            .with("id", Kind.NUMBER, row -> row.id)
            .with("label", Kind.TEXT, row -> row.label)
            .with("status", Kind.TEXT, FirewallJson::status)
            .with("tags", Kind.TEXTS, row -> row.tags)
            .with("created", Kind.TIME, row -> row.created)
            .with("updated", Kind.TIME, row -> row.updated);
    private static final Attributes<DeviceRow> DEVICES = new Attributes<DeviceRow>()
            .with("id", Kind.NUMBER, device -> device.id)
            .with("entity.id", Kind.NUMBER, device -> device.instanceId)
            .with("entity.type", Kind.TEXT, device -> "linode")
            .with("created", Kind.TIME, device -> device.created)
            .with("updated", Kind.TIME, device -> device.updated);

    private final Commands commands;
    private final Sequences sequences;
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final OwnFirewalls own;
    private final OwnGuests guests;
    private final Firewalls firewalls;

    FirewallsResource(
            Commands commands,
            Sequences sequences,
            CurrentCaller callers,
            GrantGuard guard,
            OwnFirewalls own,
            OwnGuests guests,
            Firewalls firewalls) {
        this.commands = commands;
        this.sequences = sequences;
        this.callers = callers;
        this.guard = guard;
        this.own = own;
        this.guests = guests;
        this.firewalls = firewalls;
    }

    /**
     * A tenant's firewalls.
     *
     * @param asOf an instant at which they are shown; beyond Linode's contract, now when absent
     */
    @GET
    @TenantScope(READ)
    public Listed<FirewallJson> list(@BeanParam ListQuery query, @QueryParam("as_of") @Nullable String asOf) {
        List<FirewallRow> rows = own.seen(AsOf.instant("as_of", asOf));
        Map<Long, String> labels = own.labels(rows);
        return ATTRIBUTES.page(rows, query, row -> FirewallJson.of(row, labels));
    }

    @POST
    public FirewallJson create(FirewallRequest body) {
        guard.mayDo("add_firewalls");
        if (firewalls.of(callers.get().ownTenant(), null).size() >= Firewalls.MOST) {
            throw Refused.because(
                    NetworkRefusal.FIREWALL_FULL, "An account may have at most " + Firewalls.MOST + " firewalls");
        }
        RulesRequest asked = Check.present("rules", body.rules());
        FirewallRules rules = within("rules.", asked::read);
        FirewallId id = new FirewallId(sequences.next("firewall"));
        CreateFirewall command = new CreateFirewall(
                id,
                callers.get().ownTenant(),
                Check.text("label", body.label(), 64),
                rules,
                body.tags() == null ? List.of() : body.tags());
        List<AddFirewallDevice> devices = body.guests().stream()
                .map(guest -> own.device(id.value(), member("devices.linodes", guest)))
                .toList();
        return within(
                "rules.",
                () -> commands.perform(
                        () -> {
                            commands.send(command);
                            devices.forEach(commands::send);
                            guard.made("firewall", id.value());
                        },
                        () -> shown(id.value())));
    }

    /**
     * A firewall.
     *
     * @param asOf an instant at which it is shown; beyond Linode's contract, now when absent
     */
    @GET
    @Path("/{firewallId}")
    @TenantScope(READ)
    public FirewallJson one(@PathParam("firewallId") long id, @QueryParam("as_of") @Nullable String asOf) {
        FirewallRow row = own.readable(id, AsOf.instant("as_of", asOf));
        return FirewallJson.of(row, own.labels(List.of(row)));
    }

    @PUT
    @Path("/{firewallId}")
    public FirewallJson change(@PathParam("firewallId") long id, FirewallChange body) {
        FirewallId firewall = new FirewallId(own.changeable(id).id);
        String label = body.label();
        List<String> tags = body.tags();
        Boolean on = body.on();
        return commands.perform(
                () -> {
                    if (label != null) {
                        commands.send(new LabelFirewall(firewall, label));
                    }
                    if (tags != null) {
                        commands.send(new TagFirewall(firewall, tags));
                    }
                    if (on != null) {
                        commands.send(new SwitchFirewall(firewall, on));
                    }
                },
                () -> shown(id));
    }

    @DELETE
    @Path("/{firewallId}")
    public Map<String, String> delete(@PathParam("firewallId") long id) {
        DeleteFirewall command = new DeleteFirewall(new FirewallId(own.changeable(id).id));
        return commands.perform(() -> commands.send(command), () -> DONE);
    }

    @GET
    @Path("/{firewallId}/rules")
    @TenantScope(READ)
    public RulesJson rules(@PathParam("firewallId") long id) {
        return RulesJson.of(own.readable(id, null));
    }

    /** All rules at once: those that are not told are gone. */
    @PUT
    @Path("/{firewallId}/rules")
    public RulesJson setRules(@PathParam("firewallId") long id, RulesRequest body) {
        SetFirewallRules command = new SetFirewallRules(new FirewallId(own.changeable(id).id), body.read());
        return commands.perform(() -> commands.send(command), () -> rules(id));
    }

    /** The firewall as it was while each version of its rules was in force, the newest first. */
    @GET
    @Path("/{firewallId}/history")
    @TenantScope(READ)
    public Listed<FirewallJson> history(@PathParam("firewallId") long id, @BeanParam ListQuery query) {
        own.readable(id, null);
        Page<FirewallRow> page = firewalls.versions(new FirewallId(id), query.ask());
        Map<Long, String> labels = own.labels(page.data());
        return Listed.of(page, row -> FirewallJson.of(row, labels));
    }

    @GET
    @Path("/{firewallId}/history/rules/{version}")
    @TenantScope(READ)
    public FirewallJson version(@PathParam("firewallId") long id, @PathParam("version") long version) {
        own.readable(id, null);
        FirewallRow row = firewalls
                .version(new FirewallId(id), version)
                .orElseThrow(() -> Refused.because(NetworkRefusal.FIREWALL_NOT_FOUND, "Not found"));
        return FirewallJson.of(row, own.labels(List.of(row)));
    }

    @GET
    @Path("/{firewallId}/devices")
    @TenantScope(READ)
    public Listed<DeviceJson> devices(@PathParam("firewallId") long id, @BeanParam ListQuery query) {
        FirewallRow row = own.readable(id, null);
        Map<Long, String> labels = own.labels(List.of(row));
        return DEVICES.page(row.devices, query, device -> DeviceJson.of(device, labels));
    }

    @POST
    @Path("/{firewallId}/devices")
    public DeviceJson addDevice(@PathParam("firewallId") long id, DeviceRequest body) {
        own.changeable(id);
        if (!"linode".equals(Check.text("type", body.type(), 40))) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "type", "type must be linode");
        }
        long guest = member("id", Check.present("id", body.id()));
        AddFirewallDevice command = own.device(id, guest);
        return commands.perform(() -> commands.send(command), () -> {
            FirewallRow row = own.readable(id, null);
            DeviceRow made = row.devices.stream()
                    .filter(device -> device.instanceId == guest)
                    .findFirst()
                    .orElseThrow();
            return DeviceJson.of(made, own.labels(List.of(row)));
        });
    }

    @GET
    @Path("/{firewallId}/devices/{deviceId}")
    @TenantScope(READ)
    public DeviceJson device(@PathParam("firewallId") long id, @PathParam("deviceId") long device) {
        FirewallRow row = own.readable(id, null);
        return DeviceJson.of(known(row, device), own.labels(List.of(row)));
    }

    @DELETE
    @Path("/{firewallId}/devices/{deviceId}")
    public Map<String, String> removeDevice(@PathParam("firewallId") long id, @PathParam("deviceId") long device) {
        DeviceRow row = known(own.changeable(id), device);
        guests.changeable(row.instanceId);
        RemoveFirewallDevice command = new RemoveFirewallDevice(new FirewallId(id), new InstanceId(row.instanceId));
        return commands.perform(() -> commands.send(command), () -> DONE);
    }

    /** Names fields of the rules from the body's start on, where they are a part of it. */
    private static <R> R within(String prefix, Supplier<R> work) {
        try {
            return work.get();
        } catch (Refused refused) {
            String field = refused.field();
            if (field == null || !field.matches("(in|out)bound.*")) {
                throw refused;
            }
            throw Refused.field(refused.refusal(), prefix + field, prefix + refused.detail());
        }
    }

    private long member(String field, long guest) {
        try {
            return guests.changeable(guest).id;
        } catch (Refused refused) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be your own, not " + guest);
        }
    }

    private static DeviceRow known(FirewallRow row, long device) {
        return row.device(device)
                .orElseThrow(() -> Refused.because(NetworkRefusal.FIREWALL_DEVICE_NOT_FOUND, "Not found"));
    }

    private FirewallJson shown(long id) {
        return one(id, null);
    }

    /** Body of POST /networking/firewalls. */
    public record FirewallRequest(
            @Nullable String label,
            @Nullable RulesRequest rules,
            @Nullable List<String> tags,
            @Nullable DevicesRequest devices) {
        List<Long> guests() {
            DevicesRequest asked = devices;
            if (asked == null) {
                return List.of();
            }
            none("devices.interfaces", asked.interfaces());
            none("devices.nodebalancers", asked.nodebalancers());
            List<@Nullable Long> linodes = asked.linodes() == null ? List.of() : asked.linodes();
            Check.range("devices.linodes", linodes.size(), 0, 100);
            return linodes.stream()
                    .map(number -> Check.present("devices.linodes", number))
                    .distinct()
                    .toList();
        }

        private static void none(String field, @Nullable List<@Nullable Long> asked) {
            if (asked != null && !asked.isEmpty()) {
                throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be empty: there are none here");
            }
        }
    }

    /** What a firewall is to stand before from its start on. */
    public record DevicesRequest(
            @Nullable List<@Nullable Long> linodes,
            @Nullable List<@Nullable Long> interfaces,
            @Nullable List<@Nullable Long> nodebalancers) {}

    /** Body of PUT /networking/firewalls/{firewallId}; what is absent stays. */
    public record FirewallChange(
            @Nullable String label,
            @Nullable List<String> tags,
            @Nullable String status) {
        @Nullable
        Boolean on() {
            if (status == null) {
                return null;
            }
            if (!status.equals("enabled") && !status.equals("disabled")) {
                throw Refused.field(CommonRefusal.INVALID_FIELD, "status", "status must be enabled or disabled");
            }
            return status.equals("enabled");
        }
    }

    /** Body of POST /networking/firewalls/{firewallId}/devices. */
    public record DeviceRequest(@Nullable Long id, @Nullable String type) {}
}
