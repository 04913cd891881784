package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.api.tenant.vpc.OwnVpcs;
import myidc.compute.ComputeRefusal;
import myidc.compute.InstanceCommand.ArrangeInterfaces;
import myidc.compute.event.Nic;
import myidc.compute.event.Nic.Purpose;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Nics;
import myidc.network.AddressPicker;
import myidc.network.AddressRole;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.AssignmentCommand.ReleaseAddress;
import myidc.network.Holder;
import myidc.network.Ip;
import myidc.network.NetworkRefusal;
import myidc.network.SubnetFiling;
import myidc.network.VlanCommand.AddVlan;
import myidc.network.VlanGroupCommand.DefineVlanGroup;
import myidc.network.VlanPicker;
import myidc.network.VlanPicker.Wanted;
import myidc.network.read.VlanRow;
import myidc.network.read.VpcRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.NicId;
import myidc.shared.id.SiteId;
import myidc.shared.id.SubnetId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VlanId;
import myidc.shared.id.VpcId;
import org.jspecify.annotations.Nullable;

/**
 * Gives a guest the network interfaces asked for: a VLAN is made when the tenant has none of that name at the site, an
 * address of a subnet is taken, what the guest has no more goes back. Everything within the work of one call.
 */
@Singleton
final class GuestInterfaces {
    /** What Linode's reference of a configuration's interfaces asks of a VLAN's label. */
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9]((?!--)[a-zA-Z0-9-]){0,63}");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,2}");

    private final Commands commands;
    private final Sequences sequences;
    private final Nics nics;
    private final OwnVpcs vpcs;
    private final Numbers numbers;

    GuestInterfaces(Commands commands, Sequences sequences, Nics nics, OwnVpcs vpcs, Numbers numbers) {
        this.commands = commands;
        this.sequences = sequences;
        this.nics = nics;
        this.vpcs = vpcs;
        this.numbers = numbers;
    }

    /** The guest has these interfaces from now on, and no other. */
    void arrange(Guest guest, List<Asked> wanted, List<Nic> present) {
        List<Nic> left = new ArrayList<>(present);
        List<Nic> made = new ArrayList<>();
        for (Asked each : wanted) {
            Nic same = left.stream().filter(nic -> same(nic, each)).findFirst().orElse(null);
            left.remove(same);
            made.add(same == null ? fresh(guest, each) : again(guest, each, same));
        }
        left.forEach(gone -> leave(guest.id(), gone));
        commands.send(new ArrangeInterfaces(guest.id(), made));
    }

    /** The guest has one more; if it is the primary one, no other is. */
    NicId add(Guest guest, Asked asked, List<Nic> present) {
        Nic more = fresh(guest, asked);
        List<Nic> made = new ArrayList<>(besides(more, present));
        made.add(more);
        commands.send(new ArrangeInterfaces(guest.id(), made));
        return more.nicId();
    }

    /** One interface is as asked from now on, in its place; without a word of it its address stays. */
    void change(Guest guest, Asked asked, Nic before, List<Nic> present) {
        Nic after = again(guest, asked, before);
        InterfaceRequest.Ipv4Request ipv4 = asked.request().ipv4();
        Nic changed = ipv4 == null || ipv4.nat() == null ? after.nat(before.natAddress()) : after;
        Nic wanted = asked.request().primary() == null ? changed.primary(before.primary()) : changed;
        commands.send(new ArrangeInterfaces(
                guest.id(),
                besides(wanted, present).stream()
                        .map(nic -> nic.nicId().equals(before.nicId()) ? wanted : nic)
                        .toList()));
    }

    /** The guest has the interface no more. */
    void remove(InstanceId guest, Nic gone, List<Nic> present) {
        leave(guest, gone);
        order(guest, present.stream().filter(nic -> !nic.equals(gone)).toList());
    }

    /** The guest has these of its interfaces, in this order. */
    void order(InstanceId guest, List<Nic> arranged) {
        commands.send(new ArrangeInterfaces(guest, arranged));
    }

    private void leave(InstanceId guest, Nic gone) {
        if (gone.assignmentId() != null) {
            commands.send(new ReleaseAddress(gone.assignmentId()));
        }
        VpcId vpc = gone.vpcId();
        SubnetId subnet = gone.subnetId();
        if (vpc != null && subnet != null) {
            numbers.sixth()
                    .held(guest, vpc, subnet)
                    .ifPresent(held -> commands.send(new ReleaseAddress(new AssignmentId(held.id))));
        }
    }

    private static List<Nic> besides(Nic one, List<Nic> present) {
        return one.primary() ? present.stream().map(nic -> nic.primary(false)).toList() : present;
    }

    /** A guest's addresses of IPv6 in private networks, by the numbers of their subnets. */
    Map<Long, String> ipv6(InstanceId guest) {
        return numbers.sixth().of(guest);
    }

    List<Nic> of(InstanceId guest) {
        return nics.of(guest).stream().map(Nics::fact).toList();
    }

    private static boolean same(Nic nic, Asked asked) {
        return nic.purpose() == asked.purpose()
                && switch (nic.purpose()) {
                    case PUBLIC -> true;
                    case VLAN -> Objects.equals(nic.label(), asked.request().label());
                    case VPC ->
                        nic.subnetId() != null
                                && Objects.equals(
                                        nic.subnetId().value(), asked.request().subnetId());
                };
    }

    private Nic fresh(Guest guest, Asked asked) {
        NicId id = new NicId(sequences.next("nic"));
        return switch (asked.purpose()) {
            case PUBLIC -> Nic.open(id, asked.request().isPrimary());
            case VLAN -> inVlan(guest, asked, id);
            case VPC -> inVpc(guest, asked, id);
        };
    }

    private Nic again(Guest guest, Asked asked, Nic same) {
        return switch (asked.purpose()) {
            case PUBLIC -> same.primary(asked.request().isPrimary());
            case VLAN -> inVlan(guest, asked, same.nicId());
            case VPC -> {
                String address = asked.request().vpcAddress();
                Nic kept = same.primary(asked.request().isPrimary()).nat(nat(guest, asked));
                if (address == null
                        || Ip.of(asked.field() + ".ipv4.vpc", address).text().equals(same.address())) {
                    yield kept;
                }
                if (same.assignmentId() != null) {
                    commands.send(new ReleaseAddress(same.assignmentId()));
                }
                AssignAddress given = seat(guest, asked, Objects.requireNonNull(same.vpcId()));
                yield kept.seated(given.assignmentId(), given.address(), given.prefixLength());
            }
        };
    }

    private Nic inVlan(Guest guest, Asked asked, NicId id) {
        String label = Check.matches(
                asked.field() + ".label",
                asked.request().label(),
                LABEL,
                "must be 1 to 64 letters, digits and single hyphens and begin with a letter or digit");
        String ipam = ipam(asked);
        Wanted wanted = new Wanted(guest.tenantId(), guest.siteId(), label);
        Optional<VlanRow> known = numbers.vlans().find(wanted);
        if (known.isPresent()) {
            VlanId vlan = new VlanId(known.get().id());
            if (ipam != null
                    && nics.in(vlan).stream()
                            .anyMatch(nic -> ipam.equals(nic.ipamAddress)
                                    && nic.instanceId != guest.id().value())) {
                throw Refused.field(
                        ComputeRefusal.INTERFACE_INVALID,
                        asked.field() + ".ipam_address",
                        asked.field() + ".ipam_address is used by another Linode in VLAN " + label);
            }
            return Nic.vlan(id, vlan, label, known.get().number(), ipam);
        }
        DefineVlanGroup group = numbers.vlans().missingGroup(guest.siteId());
        if (group != null) {
            commands.send(group);
        }
        AddVlan vlan = numbers.vlans()
                .next(group == null ? numbers.vlans().group(guest.siteId()).orElseThrow() : group.groupId(), wanted);
        commands.send(vlan);
        return Nic.vlan(id, vlan.vlanId(), label, Objects.requireNonNull(vlan.number()), ipam);
    }

    private static @Nullable String ipam(Asked asked) {
        String given = asked.request().ipamAddress();
        if (given == null || given.isEmpty()) {
            return null;
        }
        String field = asked.field() + ".ipam_address";
        String[] parts = given.split("/", -1);
        Ip address = Ip.of(field, parts[0]);
        int bits = address.family() == 4 ? 32 : 128;
        boolean counts = parts.length == 2 && (LENGTH.matcher(parts[1]).matches() || parts[1].matches("1[0-2][0-9]"));
        if (!counts || Integer.parseInt(parts[1]) > bits) {
            throw Refused.field(
                    ComputeRefusal.INTERFACE_INVALID, field, field + " must look like 10.0.0.1/24: address and length");
        }
        return address.text() + "/" + Integer.parseInt(parts[1]);
    }

    private Nic inVpc(Guest guest, Asked asked, NicId id) {
        long subnet = Check.range(asked.field() + ".subnet_id", asked.request().subnetId(), 1, Long.MAX_VALUE);
        VpcRow vpc = vpcs.around(subnet)
                .filter(found -> found.siteId() == guest.siteId().value())
                .orElseThrow(() -> Refused.field(
                        NetworkRefusal.SUBNET_UNKNOWN,
                        asked.field() + ".subnet_id",
                        asked.field() + ".subnet_id must be a subnet of a VPC of yours in the Linode's region"));
        String nat = nat(guest, asked);
        AssignAddress given = seat(guest, asked, new VpcId(vpc.id()));
        return new Nic(
                id,
                Purpose.VPC,
                asked.request().isPrimary(),
                null,
                null,
                null,
                new VpcId(vpc.id()),
                new SubnetId(subnet),
                vpc.vni(),
                given.assignmentId(),
                given.address(),
                given.prefixLength(),
                nat);
    }

    private AssignAddress seat(Guest guest, Asked asked, VpcId vpc) {
        SubnetId subnet = new SubnetId(Objects.requireNonNull(asked.request().subnetId()));
        SubnetFiling.Filed filed = numbers.subnets().of(vpc, subnet);
        filed.commands().forEach(commands::send);
        String note = GuestIpv6.note(vpc, subnet);
        numbers.sixth().seat(guest, asked, filed.prefix6(), note).ifPresent(commands::send);
        Holder holder = new Holder(guest.id().text(), guest.tenantId(), note, AddressRole.INTERNAL, null);
        String wanted = asked.request().vpcAddress();
        try {
            AssignAddress given = wanted == null
                    ? numbers.addresses().next(filed.prefix(), holder)
                    : numbers.addresses().named(filed.prefix(), wanted, holder);
            commands.send(given);
            return given;
        } catch (Refused refused) {
            String field = asked.field() + ".ipv4.vpc";
            String detail = refused.detail().replaceFirst("^address ", field + " ");
            throw Refused.field(refused.refusal(), field, detail);
        }
    }

    private static @Nullable String nat(Guest guest, Asked asked) {
        String wanted = asked.request().natAddress();
        if (wanted == null) {
            return null;
        }
        boolean known = wanted.equals("any") || wanted.equals(guest.address());
        if (guest.address() == null || !known) {
            String field = asked.field() + ".ipv4.nat_1_1";
            throw Refused.field(
                    ComputeRefusal.INTERFACE_INVALID, field, field + " must be any or the Linode's own public address");
        }
        return guest.address();
    }

    /** A guest as its interfaces need it. */
    record Guest(
            InstanceId id,
            TenantId tenantId,
            SiteId siteId,
            @Nullable String address) {
        static Guest of(InstanceView view) {
            return new Guest(
                    new InstanceId(view.id), new TenantId(view.tenantId), new SiteId(view.siteId), view.address);
        }
    }

    /**
     * An interface asked for, checked by itself.
     *
     * @param field what the request calls it, such as {@code interfaces[0]}
     */
    record Asked(String field, Purpose purpose, InterfaceRequest request) {
        static Asked of(String field, InterfaceRequest request) {
            Purpose purpose = request.wanted(field);
            request.fits(purpose, field);
            return new Asked(field, purpose, request);
        }

        static List<Asked> of(@Nullable List<@Nullable InterfaceRequest> requests) {
            List<Asked> asked = new ArrayList<>();
            Set<String> networks = new HashSet<>();
            for (int i = 0; requests != null && i < requests.size(); i++) {
                String field = "interfaces[" + i + "]";
                Asked one = of(field, Check.present(field, requests.get(i)));
                if (!networks.add(
                        one.purpose() == Purpose.VLAN
                                ? "vlan " + one.request().label()
                                : one.purpose().name())) {
                    throw Refused.field(
                            ComputeRefusal.INTERFACE_INVALID,
                            field + ".purpose",
                            "interfaces must lead to one network each, and to one VPC at most");
                }
                asked.add(one);
            }
            return asked;
        }
    }

    /** What addresses and numbers are chosen by. */
    @Singleton
    record Numbers(AddressPicker addresses, SubnetFiling subnets, VlanPicker vlans, GuestIpv6 sixth) {}
}
