package myidc.api.tenant.vpc;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.vpc.VpcJson.SubnetJson;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.network.Filing;
import myidc.network.PrefixCommand.RetirePrefix;
import myidc.network.PrivateIpv6;
import myidc.network.VniCommand.GiveBackVni;
import myidc.network.VpcCommand.AddSubnet;
import myidc.network.VpcCommand.DeleteVpc;
import myidc.network.VpcCommand.DescribeVpc;
import myidc.network.VpcCommand.LabelSubnet;
import myidc.network.VpcCommand.RemoveSubnet;
import myidc.network.VrfCommand.RetireVrf;
import myidc.network.read.VpcRow;
import myidc.network.read.VpcRow.SubnetRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SubnetId;
import myidc.shared.id.VniId;
import myidc.shared.id.VpcId;
import myidc.shared.id.VrfId;
import org.jspecify.annotations.Nullable;

/** A tenant's private networks and their subnets. */
@Path("/{api:v4|v4beta}/vpcs")
@TenantScope("vpc:read_write")
public final class VpcsResource {
    private static final String READ = "vpc:read_only";
    private static final Map<String, String> DONE = Map.of();
    private static final int SUBNETS_AT_ONCE_MAX = 10;
    private static final Attributes<VpcRow> VPCS = new Attributes<VpcRow>()
            .with("id", Kind.NUMBER, VpcRow::id)
            .with("label", Kind.TEXT, VpcRow::label)
            .with("description", Kind.TEXT, VpcRow::description)
            .with("region", Kind.TEXT, VpcRow::region)
            .with("created", Kind.TIME, VpcRow::created)
            .with("updated", Kind.TIME, VpcRow::updated);
    private static final Attributes<SubnetRow> SUBNETS = new Attributes<SubnetRow>()
            .with("id", Kind.NUMBER, SubnetRow::id)
            .with("label", Kind.TEXT, SubnetRow::label)
            .with("ipv4", Kind.TEXT, SubnetRow::cidr);
    private static final Attributes<VpcIpJson> IPS = new Attributes<VpcIpJson>()
            .with("address", Kind.TEXT, VpcIpJson::address)
            .with("vpc_id", Kind.NUMBER, VpcIpJson::vpcId)
            .with("subnet_id", Kind.NUMBER, VpcIpJson::subnetId)
            .with("region", Kind.TEXT, VpcIpJson::region)
            .with("linode_id", Kind.NUMBER, VpcIpJson::linodeId);
    private static final Attributes<VpcIpv6Json> IPV6S = new Attributes<VpcIpv6Json>()
            .with("vpc_id", Kind.NUMBER, VpcIpv6Json::vpcId)
            .with("subnet_id", Kind.NUMBER, VpcIpv6Json::subnetId)
            .with("region", Kind.TEXT, VpcIpv6Json::region)
            .with("linode_id", Kind.NUMBER, VpcIpv6Json::linodeId);

    private final Commands commands;
    private final Sequences sequences;
    private final GrantGuard guard;
    private final OwnVpcs vpcs;
    private final VpcOrders orders;

    VpcsResource(Commands commands, Sequences sequences, GrantGuard guard, OwnVpcs vpcs, VpcOrders orders) {
        this.commands = commands;
        this.sequences = sequences;
        this.guard = guard;
        this.vpcs = vpcs;
        this.orders = orders;
    }

    /**
     * The networks that the caller may see.
     *
     * @param asOf an instant like 2026-03-03T14:05:00Z at which they are shown; beyond Linode's contract, now when absent
     */
    @GET
    @TenantScope(READ)
    public Listed<VpcJson> list(@BeanParam ListQuery query, @QueryParam("as_of") @Nullable String asOf) {
        Instant at = instant(asOf);
        Attached attached = vpcs.attached(at);
        return VPCS.page(vpcs.seen(at), query, vpc -> VpcJson.of(vpc, attached));
    }

    @POST
    public VpcJson create(VpcRequest body) {
        guard.mayDo("add_vpcs");
        List<SubnetRequest> subnets = body.subnets() == null ? List.of() : body.subnets();
        Check.range("subnets", subnets.size(), 0, SUBNETS_AT_ONCE_MAX);
        VpcOrders.Order order =
                orders.of(body.region(), Check.present("label", body.label()), body.description(), ipv6(body.ipv6()));
        List<String> ranges = ranges(body.ipv4());
        VpcId id = new VpcId(sequences.next("vpc"));
        return commands.perform(
                () -> {
                    orders.place(id, order, ranges);
                    for (SubnetRequest subnet : subnets) {
                        commands.send(subnet.command(id, new SubnetId(sequences.next("subnet"))));
                    }
                    guard.made("vpc", id.value());
                },
                () -> shown(id.value(), null));
    }

    @GET
    @Path("/{vpcId}")
    @TenantScope(READ)
    public VpcJson one(@PathParam("vpcId") long id, @QueryParam("as_of") @Nullable String asOf) {
        return shown(id, instant(asOf));
    }

    @PUT
    @Path("/{vpcId}")
    public VpcJson change(@PathParam("vpcId") long id, VpcChange body) {
        vpcs.changeable(id);
        return commands.perform(
                () -> commands.send(new DescribeVpc(new VpcId(id), body.label(), body.description())),
                () -> shown(id, null));
    }

    @DELETE
    @Path("/{vpcId}")
    public Map<String, String> delete(@PathParam("vpcId") long id) {
        VpcRow vpc = vpcs.changeable(id);
        return commands.perform(
                () -> {
                    commands.send(new DeleteVpc(new VpcId(id)));
                    vpc.subnets().forEach(this::retire);
                    if (vpc.vrfId() != null) {
                        commands.send(new RetireVrf(new VrfId(vpc.vrfId())));
                    }
                    commands.send(new GiveBackVni(new VniId(vpc.vniId())));
                },
                () -> DONE);
    }

    @GET
    @Path("/{vpcId}/subnets")
    @TenantScope(READ)
    public Listed<SubnetJson> subnets(
            @PathParam("vpcId") long id, @BeanParam ListQuery query, @QueryParam("as_of") @Nullable String asOf) {
        Instant at = instant(asOf);
        List<SubnetRow> subnets = vpcs.readable(id, at).subnets();
        Attached attached = vpcs.attached(id, at);
        return SUBNETS.page(subnets, query, subnet -> SubnetJson.of(subnet, attached));
    }

    @POST
    @Path("/{vpcId}/subnets")
    public SubnetJson addSubnet(@PathParam("vpcId") long id, SubnetRequest body) {
        vpcs.changeable(id);
        SubnetId subnet = new SubnetId(sequences.next("subnet"));
        AddSubnet command = body.command(new VpcId(id), subnet);
        return commands.perform(() -> commands.send(command), () -> subnetJson(id, subnet.value(), null));
    }

    @GET
    @Path("/{vpcId}/subnets/{subnetId}")
    @TenantScope(READ)
    public SubnetJson subnet(
            @PathParam("vpcId") long id,
            @PathParam("subnetId") long subnet,
            @QueryParam("as_of") @Nullable String asOf) {
        return subnetJson(id, subnet, instant(asOf));
    }

    @PUT
    @Path("/{vpcId}/subnets/{subnetId}")
    public SubnetJson labelSubnet(@PathParam("vpcId") long id, @PathParam("subnetId") long subnet, SubnetChange body) {
        vpcs.changeable(id);
        subnetJson(id, subnet, null);
        LabelSubnet command =
                new LabelSubnet(new VpcId(id), new SubnetId(subnet), Check.present("label", body.label()));
        return commands.perform(() -> commands.send(command), () -> subnetJson(id, subnet, null));
    }

    @DELETE
    @Path("/{vpcId}/subnets/{subnetId}")
    public Map<String, String> removeSubnet(@PathParam("vpcId") long id, @PathParam("subnetId") long subnet) {
        SubnetRow gone = vpcs.changeable(id).subnets().stream()
                .filter(row -> row.id() == subnet)
                .findFirst()
                .orElseThrow(VpcsResource::notFound);
        return commands.perform(
                () -> {
                    commands.send(new RemoveSubnet(new VpcId(id), new SubnetId(subnet)));
                    retire(gone);
                },
                () -> DONE);
    }

    private void retire(SubnetRow subnet) {
        if (subnet.prefixId() != null) {
            commands.send(new RetirePrefix(new PrefixId(subnet.prefixId())));
        }
        if (subnet.prefix6Id() != null) {
            commands.send(new RetirePrefix(new PrefixId(subnet.prefix6Id())));
        }
    }

    private VpcJson shown(long id, @Nullable Instant at) {
        return VpcJson.of(vpcs.readable(id, at), vpcs.attached(id, at));
    }

    private static @Nullable Instant instant(@Nullable String asOf) {
        return AsOf.instant("as_of", asOf);
    }

    private static Refused notFound() {
        return Refused.because(CommonRefusal.NOT_FOUND, "Not found");
    }

    @GET
    @Path("/{vpcId}/ips")
    @TenantScope("ips:read_only")
    public Listed<VpcIpJson> ips(
            @PathParam("vpcId") long id, @BeanParam ListQuery query, @QueryParam("as_of") @Nullable String asOf) {
        Instant at = instant(asOf);
        VpcRow vpc = vpcs.readable(id, at);
        return IPS.page(vpcs.attached(id, at).ips(vpc), query, ip -> ip);
    }

    @GET
    @Path("/ips")
    @TenantScope("ips:read_only")
    public Listed<VpcIpJson> allIps(@BeanParam ListQuery query, @QueryParam("as_of") @Nullable String asOf) {
        Instant at = instant(asOf);
        Attached attached = vpcs.attached(at);
        List<VpcIpJson> ips = vpcs.seen(at).stream()
                .flatMap(vpc -> attached.ips(vpc).stream())
                .toList();
        return IPS.page(ips, query, ip -> ip);
    }

    @GET
    @Path("/{vpcId}/ipv6s")
    @TenantScope("ips:read_only")
    public Listed<VpcIpv6Json> ipv6s(
            @PathParam("vpcId") long id, @BeanParam ListQuery query, @QueryParam("as_of") @Nullable String asOf) {
        Instant at = instant(asOf);
        VpcRow vpc = vpcs.readable(id, at);
        return IPV6S.page(vpcs.attached(id, at).ipv6s(vpc), query, ip -> ip);
    }

    @GET
    @Path("/ipv6s")
    @TenantScope("ips:read_only")
    public Listed<VpcIpv6Json> allIpv6s(@BeanParam ListQuery query, @QueryParam("as_of") @Nullable String asOf) {
        Instant at = instant(asOf);
        Attached attached = vpcs.attached(at);
        List<VpcIpv6Json> ips = vpcs.seen(at).stream()
                .flatMap(vpc -> attached.ipv6s(vpc).stream())
                .toList();
        return IPV6S.page(ips, query, ip -> ip);
    }

    @GET
    @Path("/default-ranges")
    @TenantScope(READ)
    public Map<String, List<String>> defaultRanges() {
        return Map.of("default_ipv4_ranges", Filing.PRIVATE, "forbidden_ipv4_ranges", List.of());
    }

    private SubnetJson subnetJson(long vpc, long subnet, @Nullable Instant at) {
        return vpcs.readable(vpc, at).subnets().stream()
                .filter(row -> row.id() == subnet)
                .findFirst()
                .map(row -> SubnetJson.of(row, vpcs.attached(vpc, at)))
                .orElseThrow(VpcsResource::notFound);
    }

    private static List<String> ranges(@Nullable List<RangeRequest> asked) {
        if (asked == null || asked.isEmpty()) {
            return Filing.PRIVATE;
        }
        Check.range("ipv4", asked.size(), 1, SUBNETS_AT_ONCE_MAX);
        List<String> ranges = new ArrayList<>();
        for (RangeRequest range : asked) {
            ranges.add(Check.text("ipv4.range", range.range(), 60));
        }
        return ranges;
    }

    /** What is asked for of IPv6: a block, a length or {@code auto}; null when nothing is. One block is what there is. */
    private static @Nullable String ipv6(@Nullable List<RangeRequest> asked) {
        if (asked == null || asked.isEmpty()) {
            return null;
        }
        Check.range("ipv6", asked.size(), 1, 1);
        String range = Check.present("ipv6", asked.getFirst()).range();
        return range == null ? PrivateIpv6.AUTO : Check.text("ipv6.range", range, 60);
    }

    /** Body of POST /vpcs. */
    public record VpcRequest(
            @Nullable String label,
            @Nullable String description,
            @Nullable String region,
            @Nullable List<RangeRequest> ipv4,
            @Nullable List<RangeRequest> ipv6,
            @Nullable List<SubnetRequest> subnets) {}

    /** A block of addresses; of IPv6 also {@code auto} or a length such as {@code /52}. */
    public record RangeRequest(@Nullable String range) {}

    /** Body of PUT /vpcs/{vpcId}. */
    public record VpcChange(
            @Nullable String label, @Nullable String description) {}

    /** Body of POST /vpcs/{vpcId}/subnets. */
    public record SubnetRequest(
            @Nullable String label,
            @Nullable String ipv4,
            @Nullable List<RangeRequest> ipv6) {
        AddSubnet command(VpcId vpc, SubnetId subnet) {
            return new AddSubnet(
                    vpc, subnet, Check.present("label", label), Check.text("ipv4", ipv4, 60), VpcsResource.ipv6(ipv6));
        }
    }

    /** Body of PUT /vpcs/{vpcId}/subnets/{subnetId}. */
    public record SubnetChange(@Nullable String label) {}
}
