package myidc.network;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import myidc.network.VpcCommand.AddSubnet;
import myidc.network.VpcCommand.CreateVpc;
import myidc.network.VpcCommand.DeleteVpc;
import myidc.network.VpcCommand.DescribeVpc;
import myidc.network.VpcCommand.FileSubnet;
import myidc.network.VpcCommand.FileSubnetIpv6;
import myidc.network.VpcCommand.LabelSubnet;
import myidc.network.VpcCommand.RemoveSubnet;
import myidc.network.event.VpcEvent.SubnetAdded;
import myidc.network.event.VpcEvent.SubnetFiled;
import myidc.network.event.VpcEvent.SubnetIpv6Filed;
import myidc.network.event.VpcEvent.SubnetIpv6Given;
import myidc.network.event.VpcEvent.SubnetLabelled;
import myidc.network.event.VpcEvent.SubnetRemoved;
import myidc.network.event.VpcEvent.VpcCreated;
import myidc.network.event.VpcEvent.VpcDeleted;
import myidc.network.event.VpcEvent.VpcDescribed;
import myidc.network.event.VpcEvent.VpcIpv6Given;
import myidc.platform.db.Claims;
import myidc.platform.db.Claims.Claim;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SubnetId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VpcId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A tenant's private network: its subnets are disjoint and inside its ranges. */
final class Vpc {
    private static final int SUBNETS_MAX = 10;
    private static final int SUBNET_LENGTH_MAX = 29;

    /** What Linode's API asks of labels of VPCs and subnets: letters, digits, single hyphens inside. */
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9]((?!--)[a-zA-Z0-9-]){0,62}(?<!-)");

    @AggregateIdentifier
    private @Nullable VpcId id;

    private @Nullable TenantId tenantId;
    private String label = "";
    private String description = "";
    private List<String> ranges = List.of();
    private @Nullable String range6;
    private final Map<Long, Subnet> subnets = new LinkedHashMap<>();
    private boolean deleted;

    Vpc() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(CreateVpc command, Claims claims) {
        String wanted = label("label", command.label());
        List<String> inside = command.ranges().stream()
                .map(range -> privateBlock("ipv4", range).text())
                .toList();
        String asked = command.ipv6();
        String range = asked == null ? null : PrivateIpv6.range(asked).text();
        claims.take(
                new Claim(labels(command.tenantId()), wanted, "label"),
                command.vpcId().text(),
                NetworkRefusal.NAME_TAKEN);
        apply(new VpcCreated(
                command.vpcId(),
                command.tenantId(),
                command.siteId(),
                command.region(),
                wanted,
                description(command.description()),
                inside,
                command.vniId(),
                command.vni()));
        if (range != null) {
            apply(new VpcIpv6Given(command.vpcId(), range));
        }
    }

    @CommandHandler
    void decide(DescribeVpc command, Claims claims) {
        inUse();
        String wanted = command.label() == null ? label : label("label", command.label());
        String said = command.description() == null ? description : description(command.description());
        if (!wanted.equals(label)) {
            String kind = labels(requireNonNull(tenantId));
            claims.take(new Claim(kind, wanted, "label"), command.vpcId().text(), NetworkRefusal.NAME_TAKEN);
            claims.release(kind, label, command.vpcId().text());
        }
        if (!wanted.equals(label) || !said.equals(description)) {
            apply(new VpcDescribed(command.vpcId(), wanted, said));
        }
    }

    @CommandHandler
    void decide(AddSubnet command) {
        inUse();
        String wanted = label("label", command.label());
        Cidr cidr = privateBlock("ipv4", command.cidr());
        if (cidr.length() > SUBNET_LENGTH_MAX) {
            throw invalid("ipv4 must have a length of at most /" + SUBNET_LENGTH_MAX);
        }
        if (subnets.size() >= SUBNETS_MAX) {
            throw Refused.because(
                    NetworkRefusal.TOO_MANY_SUBNETS, "A VPC can have at most " + SUBNETS_MAX + " subnets");
        }
        if (ranges.stream().noneMatch(range -> Cidr.of("ipv4", range).covers(cidr))) {
            throw invalid("ipv4 must be inside " + String.join(", ", ranges));
        }
        for (Subnet other : subnets.values()) {
            Cidr taken = Cidr.of("ipv4", other.cidr());
            if (taken.covers(cidr) || cidr.covers(taken)) {
                throw Refused.field(NetworkRefusal.SUBNET_OVERLAPS, "ipv4", "ipv4 overlaps subnet " + other.label());
            }
        }
        unused(wanted);
        String asked = command.ipv6();
        String block = asked == null ? null : ipv6(asked).text();
        apply(new SubnetAdded(command.vpcId(), command.subnetId(), wanted, cidr.text()));
        if (block != null) {
            apply(new SubnetIpv6Given(command.vpcId(), command.subnetId(), block));
        }
    }

    @CommandHandler
    void decide(LabelSubnet command) {
        inUse();
        Subnet before = known(command.subnetId());
        String wanted = label("label", command.label());
        if (!before.label().equals(wanted)) {
            unused(wanted);
            apply(new SubnetLabelled(command.vpcId(), command.subnetId(), wanted));
        }
    }

    @CommandHandler
    void decide(FileSubnet command) {
        inUse();
        Subnet before = known(command.subnetId());
        if (before.prefixId() == null) {
            apply(new SubnetFiled(command.vpcId(), command.subnetId(), command.vrfId(), command.prefixId()));
        }
    }

    @CommandHandler
    void decide(FileSubnetIpv6 command) {
        inUse();
        Subnet before = known(command.subnetId());
        if (before.ipv6() != null && before.prefix6() == null) {
            apply(new SubnetIpv6Filed(command.vpcId(), command.subnetId(), command.prefixId()));
        }
    }

    @CommandHandler
    void decide(RemoveSubnet command, AddressRoom addresses) {
        inUse();
        Subnet before = known(command.subnetId());
        vacant(before, addresses, NetworkRefusal.SUBNET_IN_USE);
        apply(new SubnetRemoved(command.vpcId(), command.subnetId(), before.cidr()));
    }

    @CommandHandler
    void decide(DeleteVpc command, Claims claims, AddressRoom addresses) {
        inUse();
        for (Subnet subnet : subnets.values()) {
            vacant(subnet, addresses, NetworkRefusal.VPC_IN_USE);
        }
        TenantId owner = requireNonNull(tenantId);
        claims.release(labels(owner), label, command.vpcId().text());
        apply(new VpcDeleted(command.vpcId(), owner, label));
    }

    @EventSourcingHandler
    void evolve(VpcCreated fact) {
        id = fact.vpcId();
        tenantId = fact.tenantId();
        label = fact.label();
        description = fact.description();
        ranges = fact.ranges();
    }

    @EventSourcingHandler
    void evolve(VpcDescribed fact) {
        label = fact.label();
        description = fact.description();
    }

    @EventSourcingHandler
    void evolve(SubnetAdded fact) {
        subnets.put(fact.subnetId().value(), new Subnet(fact.label(), fact.cidr(), null, null, null));
    }

    @EventSourcingHandler
    void evolve(SubnetFiled fact) {
        subnets.computeIfPresent(fact.subnetId().value(), (key, subnet) -> subnet.filed(fact.prefixId()));
    }

    @EventSourcingHandler
    void evolve(SubnetLabelled fact) {
        subnets.computeIfPresent(fact.subnetId().value(), (key, subnet) -> subnet.labelled(fact.label()));
    }

    @EventSourcingHandler
    void evolve(VpcIpv6Given fact) {
        range6 = fact.range();
    }

    @EventSourcingHandler
    void evolve(SubnetIpv6Given fact) {
        subnets.computeIfPresent(fact.subnetId().value(), (key, subnet) -> subnet.with(fact.cidr()));
    }

    @EventSourcingHandler
    void evolve(SubnetIpv6Filed fact) {
        subnets.computeIfPresent(fact.subnetId().value(), (key, subnet) -> subnet.filed6(fact.prefixId()));
    }

    @EventSourcingHandler
    void evolve(SubnetRemoved fact) {
        subnets.remove(fact.subnetId().value());
    }

    @EventSourcingHandler
    void evolve(VpcDeleted fact) {
        deleted = true;
    }

    private Cidr ipv6(String asked) {
        String range = range6;
        if (range == null) {
            throw Refused.field(NetworkRefusal.SUBNET_INVALID, "ipv6", "ipv6 needs a VPC that has IPv6");
        }
        List<Cidr> taken = subnets.values().stream()
                .flatMap(subnet -> Stream.ofNullable(subnet.ipv6()))
                .map(block -> Cidr.of("ipv6", block))
                .toList();
        return PrivateIpv6.inside(Cidr.of("ipv6", range), asked, taken);
    }

    private void inUse() {
        if (deleted) {
            throw Refused.because(NetworkRefusal.VPC_NOT_FOUND, "Not found");
        }
    }

    private Subnet known(SubnetId subnet) {
        Subnet found = subnets.get(subnet.value());
        if (found == null) {
            throw Refused.because(NetworkRefusal.SUBNET_NOT_FOUND, "Not found");
        }
        return found;
    }

    private void unused(String wanted) {
        if (subnets.values().stream().anyMatch(subnet -> subnet.label().equals(wanted))) {
            throw Refused.field(NetworkRefusal.SUBNET_INVALID, "label", "label must be unique among the VPC's subnets");
        }
    }

    private static void vacant(Subnet subnet, AddressRoom addresses, NetworkRefusal inUse) {
        String holder = Stream.of(Optional.ofNullable(subnet.prefixId()), Optional.ofNullable(subnet.prefix6()))
                .flatMap(Optional::stream)
                .flatMap(prefix -> addresses.holder(prefix).stream())
                .findFirst()
                .orElse(null);
        if (holder != null) {
            throw Refused.heldBy(
                    inUse, "id", "Subnet " + subnet.label() + " is in use: " + holder + " is attached to it", holder);
        }
    }

    private static String label(String field, @Nullable String given) {
        return Check.matches(
                field,
                given,
                LABEL,
                "must be 1 to 64 letters, digits and single hyphens, a hyphen neither first nor last");
    }

    private static String description(String given) {
        return given.isBlank() ? "" : Check.text("description", given, 255);
    }

    /** Private addresses alone (RFC 1918), so that no tenant's network hides a public one. */
    private static Cidr privateBlock(String field, String given) {
        Cidr cidr = Cidr.of(field, Check.text(field, given, 60));
        if (Filing.PRIVATE.stream().noneMatch(block -> Cidr.of(field, block).covers(cidr))) {
            throw invalid(field + " must be inside " + String.join(", ", Filing.PRIVATE));
        }
        return cidr;
    }

    private static Refused invalid(String rule) {
        return Refused.field(NetworkRefusal.SUBNET_INVALID, "ipv4", rule);
    }

    private static String labels(TenantId tenant) {
        return "network.vpc-label-of-" + tenant.value();
    }

    private record Subnet(
            String label,
            String cidr,
            @Nullable PrefixId prefixId,
            @Nullable String ipv6,
            @Nullable PrefixId prefix6) {
        Subnet labelled(String other) {
            return new Subnet(other, cidr, prefixId, ipv6, prefix6);
        }

        Subnet filed(PrefixId prefix) {
            return new Subnet(label, cidr, prefix, ipv6, prefix6);
        }

        Subnet with(String block) {
            return new Subnet(label, cidr, prefixId, block, prefix6);
        }

        Subnet filed6(PrefixId prefix) {
            return new Subnet(label, cidr, prefixId, ipv6, prefix);
        }
    }
}
