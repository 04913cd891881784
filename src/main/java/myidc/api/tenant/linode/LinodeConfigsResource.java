package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import myidc.api.tenant.linode.ConfigJson.InterfaceJson;
import myidc.api.tenant.linode.GuestInterfaces.Asked;
import myidc.api.tenant.linode.GuestInterfaces.Guest;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.ComputeRefusal;
import myidc.compute.GuestContentCommand.ChangeConfig;
import myidc.compute.GuestContentCommand.CreateConfig;
import myidc.compute.GuestContentCommand.DeleteConfig;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.Nic;
import myidc.compute.event.Nic.Purpose;
import myidc.compute.read.GuestConfigView;
import myidc.compute.read.GuestConfigs;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Nics;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.Refused;
import myidc.shared.id.ConfigId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** How a guest may start, and its network interfaces, which are alike in all its configurations. */
@Path("/{api:v4|v4beta}/linode/instances")
@TenantScope("linodes:read_write")
public final class LinodeConfigsResource {
    private static final String READ = "linodes:read_only";
    private static final Attributes<ConfigJson> CONFIGS = new Attributes<ConfigJson>()
            .with("id", Kind.NUMBER, ConfigJson::id)
            .with("label", Kind.TEXT, ConfigJson::label);

    private final Commands commands;
    private final OwnGuests guests;
    private final Nics nics;
    private final GuestInterfaces interfaces;
    private final GuestConfigs configs;
    private final ConfigRequests requests;

    LinodeConfigsResource(
            Commands commands,
            OwnGuests guests,
            Nics nics,
            GuestInterfaces interfaces,
            GuestConfigs configs,
            ConfigRequests requests) {
        this.commands = commands;
        this.guests = guests;
        this.nics = nics;
        this.interfaces = interfaces;
        this.configs = configs;
        this.requests = requests;
    }

    @GET
    @Path("/{linodeId}/configs")
    @TenantScope(READ)
    public Listed<ConfigJson> configs(@PathParam("linodeId") long id, @BeanParam ListQuery query) {
        InstanceView guest = guests.readable(id);
        List<InterfaceJson> wires = wires(guest);
        return CONFIGS.page(
                configs.of(new InstanceId(id)).stream()
                        .map(config -> ConfigJson.of(config, wires))
                        .toList(),
                query,
                config -> config);
    }

    @GET
    @Path("/{linodeId}/configs/{configId}")
    @TenantScope(READ)
    public ConfigJson config(@PathParam("linodeId") long id, @PathParam("configId") long config) {
        return shown(guests.readable(id), config);
    }

    /** One way more to start; interfaces that come with it become the guest's. */
    @POST
    @Path("/{linodeId}/configs")
    public ConfigJson create(@PathParam("linodeId") long id, ConfigRequest body) {
        InstanceView guest = guests.changeable(id);
        long number = requests.number();
        GuestConfig config = requests.fresh(guest, number, body);
        return kept(guest, body, () -> commands.send(new CreateConfig(new InstanceId(id), config)), number);
    }

    /** What is changed holds from the next start by it on, the guest's interfaces from its next start on. */
    @PUT
    @Path("/{linodeId}/configs/{configId}")
    public ConfigJson change(@PathParam("linodeId") long id, @PathParam("configId") long config, ConfigRequest body) {
        InstanceView guest = guests.changeable(id);
        GuestConfig wanted = requests.changed(guest, known(guest, config).fact(), body);
        return kept(guest, body, () -> commands.send(new ChangeConfig(new InstanceId(id), wanted)), config);
    }

    @DELETE
    @Path("/{linodeId}/configs/{configId}")
    public Map<String, String> delete(@PathParam("linodeId") long id, @PathParam("configId") long config) {
        only(guests.changeable(id), config);
        return commands.perform(
                () -> commands.send(new DeleteConfig(new InstanceId(id), new ConfigId(config))), Map::of);
    }

    private ConfigJson kept(InstanceView guest, ConfigRequest body, Runnable change, long config) {
        List<@Nullable InterfaceRequest> wanted = body.interfaces();
        List<Asked> asked = Asked.of(wanted);
        return commands.perform(
                () -> {
                    change.run();
                    if (wanted != null) {
                        interfaces.arrange(Guest.of(guest), asked, present(guest.id));
                    }
                },
                () -> shown(guests.readable(guest.id), config));
    }

    @GET
    @Path("/{linodeId}/configs/{configId}/interfaces")
    @TenantScope(READ)
    public List<InterfaceJson> interfaces(@PathParam("linodeId") long id, @PathParam("configId") long config) {
        return wires(only(guests.readable(id), config));
    }

    @GET
    @Path("/{linodeId}/configs/{configId}/interfaces/{interfaceId}")
    @TenantScope(READ)
    public InterfaceJson one(
            @PathParam("linodeId") long id, @PathParam("configId") long config, @PathParam("interfaceId") long wire) {
        return wire(only(guests.readable(id), config), wire);
    }

    @POST
    @Path("/{linodeId}/configs/{configId}/interfaces")
    public InterfaceJson add(
            @PathParam("linodeId") long id, @PathParam("configId") long config, InterfaceRequest body) {
        InstanceView guest = only(guests.changeable(id), config);
        Asked asked = Asked.of("interface", body);
        AtomicLong made = new AtomicLong();
        return commands.perform(
                () -> made.set(
                        interfaces.add(Guest.of(guest), asked, present(id)).value()),
                () -> wire(guests.readable(id), made.get()));
    }

    /** Of a VLAN's interface nothing can be changed, as Linode's reference says. */
    @PUT
    @Path("/{linodeId}/configs/{configId}/interfaces/{interfaceId}")
    public InterfaceJson changeOne(
            @PathParam("linodeId") long id,
            @PathParam("configId") long config,
            @PathParam("interfaceId") long wire,
            InterfaceChange body) {
        InstanceView guest = only(guests.changeable(id), config);
        Nic before = nic(id, wire);
        if (before.purpose() == Purpose.VLAN) {
            throw Refused.field(
                    ComputeRefusal.INTERFACE_INVALID, "interface", "interface with purpose vlan cannot be changed");
        }
        Asked asked = Asked.of("interface", body.of(before));
        return commands.perform(
                () -> interfaces.change(Guest.of(guest), asked, before, present(id)),
                () -> wire(guests.readable(id), wire));
    }

    /** A guest that is not switched off keeps the interfaces it has. */
    @DELETE
    @Path("/{linodeId}/configs/{configId}/interfaces/{interfaceId}")
    public Map<String, String> remove(
            @PathParam("linodeId") long id, @PathParam("configId") long config, @PathParam("interfaceId") long wire) {
        InstanceView guest = only(guests.changeable(id), config);
        Nic gone = nic(id, wire);
        off(guest);
        return commands.perform(() -> interfaces.remove(new InstanceId(id), gone, present(id)), Map::of);
    }

    @POST
    @Path("/{linodeId}/configs/{configId}/interfaces/order")
    public Map<String, String> order(
            @PathParam("linodeId") long id, @PathParam("configId") long config, OrderRequest body) {
        InstanceView guest = only(guests.changeable(id), config);
        List<Nic> present = present(id);
        List<@Nullable Long> wanted = body.ids() == null ? List.of() : body.ids();
        List<Nic> ordered = new ArrayList<>();
        for (Long number : wanted) {
            present.stream()
                    .filter(nic -> number != null && nic.nicId().value() == number)
                    .forEach(ordered::add);
        }
        if (wanted.size() != present.size() || new TreeSet<>(numbers(ordered)).size() != present.size()) {
            throw Refused.field(
                    ComputeRefusal.INTERFACE_INVALID, "ids", "ids must have each interface of the configuration once");
        }
        off(guest);
        return commands.perform(() -> interfaces.order(new InstanceId(id), ordered), Map::of);
    }

    private static List<Long> numbers(List<Nic> nics) {
        return nics.stream().map(nic -> nic.nicId().value()).toList();
    }

    private static void off(InstanceView guest) {
        if (!guest.status.equals("OFFLINE")) {
            throw Refused.because(
                    ComputeRefusal.INTERFACE_IN_USE, "Linode " + guest.id + " must be shut down to change this.");
        }
    }

    private ConfigJson shown(InstanceView guest, long config) {
        return ConfigJson.of(known(guest, config), wires(guest));
    }

    private GuestConfigView known(InstanceView guest, long config) {
        return configs.of(new InstanceId(guest.id)).stream()
                .filter(row -> row.id == config)
                .findFirst()
                .orElseThrow(LinodeConfigsResource::notFound);
    }

    private List<InterfaceJson> wires(InstanceView guest) {
        boolean running = guest.status.equals("RUNNING");
        Map<Long, String> ipv6 = interfaces.ipv6(new InstanceId(guest.id));
        return nics.of(new InstanceId(guest.id)).stream()
                .map(nic -> InterfaceJson.of(nic, running, nic.subnetId == null ? null : ipv6.get(nic.subnetId)))
                .toList();
    }

    private InterfaceJson wire(InstanceView guest, long wire) {
        return wires(guest).stream()
                .filter(each -> each.id() == wire)
                .findFirst()
                .orElseThrow(LinodeConfigsResource::notFound);
    }

    private List<Nic> present(long guest) {
        return interfaces.of(new InstanceId(guest));
    }

    private Nic nic(long guest, long wire) {
        return present(guest).stream()
                .filter(nic -> nic.nicId().value() == wire)
                .findFirst()
                .orElseThrow(LinodeConfigsResource::notFound);
    }

    private InstanceView only(InstanceView guest, long config) {
        known(guest, config);
        return guest;
    }

    private static Refused notFound() {
        return Refused.because(ComputeRefusal.INSTANCE_NOT_FOUND, "Not found");
    }

    /** Body of POST /linode/instances/{linodeId}/configs and PUT .../{configId}; memory in MiB. */
    public record ConfigRequest(
            @Nullable String label,
            @Nullable String comments,
            @Nullable String kernel,
            @JsonProperty("root_device") @Nullable String rootDevice,
            @JsonProperty("run_level") @Nullable String runLevel,
            @JsonProperty("virt_mode") @Nullable String virtMode,
            @JsonProperty("memory_limit") @Nullable Long memoryLimit,
            @Nullable JsonNode initrd,
            @Nullable JsonNode devices,
            @Nullable JsonNode helpers,
            @Nullable List<@Nullable InterfaceRequest> interfaces) {}

    /** Body of PUT .../interfaces/{interfaceId}. */
    public record InterfaceChange(
            @Nullable Boolean primary,
            InterfaceRequest.@Nullable Ipv4Request ipv4,
            @JsonProperty("ip_ranges") @Nullable List<String> ipRanges) {
        InterfaceRequest of(Nic before) {
            return new InterfaceRequest(
                    before.purpose().name().toLowerCase(java.util.Locale.ROOT),
                    primary,
                    null,
                    null,
                    before.subnetId() == null ? null : before.subnetId().value(),
                    ipv4,
                    ipRanges,
                    null);
        }
    }

    /** Body of POST .../interfaces/order. */
    public record OrderRequest(@Nullable List<@Nullable Long> ids) {}
}
