package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import myidc.api.tenant.linode.IpJson.EntityJson;
import myidc.api.tenant.linode.IpJson.NatJson;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.SubnetMask;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.read.NicView;
import myidc.compute.read.Nics;
import myidc.inventory.read.Sites;
import myidc.network.PrefixRole;
import myidc.network.read.AddressNames;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.network.read.Addresses.Plain;
import myidc.network.read.PrefixView;
import myidc.network.read.Prefixes;
import myidc.platform.security.CurrentCaller;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** IPv4 addresses of the caller's tenant: its guests' public and private ones, and reserved ones that no guest has. */
@Singleton
final class TenantAddresses {
    private static final Pattern GUEST = Pattern.compile("instance-([0-9]{1,18})");

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Instances instances;
    private final Nics nics;
    private final Books books;

    TenantAddresses(CurrentCaller callers, GrantGuard guard, Instances instances, Nics nics, Books books) {
        this.callers = callers;
        this.guard = guard;
        this.instances = instances;
        this.nics = nics;
        this.books = books;
    }

    /** All that the caller may see, by assignment. */
    List<Held> all() {
        return seen(books.addresses().of(callers.get().ownTenant()));
    }

    /** An address of the tenant that the caller may see. */
    Optional<Held> find(String address) {
        return seen(books.addresses().of(callers.get().ownTenant(), address)).stream()
                .findFirst();
    }

    /** A guest's own addresses, the one it was made with first. */
    List<Held> of(InstanceView guest) {
        return told(books.addresses().of(new InstanceId(guest.id).text()));
    }

    /** Addresses of others that answer on the guest too. */
    List<Held> sharedWith(InstanceView guest) {
        return told(books.addresses().sharedWith(new InstanceId(guest.id).text()));
    }

    /** Guests' own addresses as their short form shows them: the public first, the one a guest leads with before all. */
    Map<Long, List<String>> shown(List<InstanceView> guests) {
        Map<Long, String> leading = guests.stream()
                .filter(guest -> guest.address != null)
                .collect(Collectors.toMap(guest -> guest.id, guest -> Objects.toString(guest.address)));
        List<Long> ids = guests.stream().map(guest -> guest.id).toList();
        return shown(ids, leading, books.addresses().plain(holders(ids)));
    }

    /**
     * As {@link #shown(List)}, of guests by their numbers and of what is committed.
     *
     * @param leading the address that a guest leads with, of those that have one
     */
    Map<Long, List<String>> shown(List<Long> guests, Map<Long, String> leading) {
        return shown(guests, leading, books.addresses().plainCommitted(holders(guests)));
    }

    private static List<String> holders(List<Long> guests) {
        return guests.stream().map(guest -> new InstanceId(guest).text()).toList();
    }

    private static Map<Long, List<String>> shown(List<Long> guests, Map<Long, String> leading, List<Plain> all) {
        Map<String, List<Plain>> held = all.stream().collect(Collectors.groupingBy(Plain::holder));
        Map<Long, List<String>> shown = new HashMap<>();
        for (Long guest : guests) {
            List<Plain> own = held.getOrDefault(new InstanceId(guest).text(), List.of());
            shown.put(guest, own.size() == 1 ? List.of(own.getFirst().address()) : sorted(own, leading.get(guest)));
        }
        return shown;
    }

    private static List<String> sorted(List<Plain> own, @Nullable String leading) {
        return own.stream()
                .sorted(Comparator.comparing((Plain plain) -> plain.role().equals(PrefixRole.PRIVATE.name()))
                        .thenComparing(plain -> !plain.address().equals(leading)))
                .map(Plain::address)
                .toList();
    }

    IpJson json(Held held) {
        return json(List.of(held)).getFirst();
    }

    List<IpJson> json(List<Held> many) {
        Map<Long, String> names =
                books.names().of(many.stream().map(held -> held.row().id).toList(), null);
        Map<String, NatJson> nats = new HashMap<>();
        for (NicView nic : nics.natted(many.stream()
                .map(Held::guest)
                .filter(Objects::nonNull)
                .map(guest -> guest.id)
                .toList())) {
            String inside = nic.address;
            if (inside != null && nic.subnetId != null && nic.vpcId != null) {
                nats.put(nic.instanceId + " " + nic.natAddress, new NatJson(inside, nic.subnetId, nic.vpcId));
            }
        }
        return many.stream()
                .map(held -> json(
                        held,
                        names.get(held.row().id),
                        held.guest() == null ? null : nats.get(held.guest().id + " " + held.row().address)))
                .toList();
    }

    private static IpJson json(Held held, @Nullable String name, @Nullable NatJson nat) {
        AddressView row = held.row();
        InstanceView guest = held.guest();
        return new IpJson(
                row.address,
                row.gateway,
                SubnetMask.of(row.prefixLength),
                row.prefixLength,
                "ipv4",
                !held.internal(),
                name,
                guest == null ? null : guest.id,
                null,
                held.region(),
                nat,
                row.reserved,
                guest == null ? null : EntityJson.linode(guest.id, guest.label),
                List.of(row.tags));
    }

    private List<Held> seen(List<AddressView> rows) {
        LongPredicate sees = guard.sees("linode");
        return told(rows).stream()
                .filter(held -> held.guest() == null ? !callers.get().restricted() : sees.test(held.guest().id))
                .toList();
    }

    private List<Held> told(List<AddressView> rows) {
        return told(
                rows,
                instances.byNumber(rows.stream()
                        .map(row -> GUEST.matcher(row.holder))
                        .filter(Matcher::matches)
                        .map(guest -> Long.parseLong(guest.group(1)))
                        .toList()));
    }

    private List<Held> told(List<AddressView> rows, Map<Long, InstanceView> guests) {
        Map<Long, PrefixView> prefixes = new HashMap<>();
        List<Held> told = new ArrayList<>();
        for (AddressView row : rows) {
            PrefixView prefix = prefixes.computeIfAbsent(
                    row.prefixId, id -> books.prefixes().find(new PrefixId(id)).orElseThrow());
            if (prefix.family == 4 && !prefix.role.equals(PrefixRole.VPC.name())) {
                Matcher guest = GUEST.matcher(row.holder);
                told.add(held(row, prefix, guest.matches() ? guests.get(Long.parseLong(guest.group(1))) : null));
            }
        }
        return told;
    }

    private Held held(AddressView row, PrefixView prefix, @Nullable InstanceView guest) {
        boolean internal = prefix.role.equals(PrefixRole.PRIVATE.name());
        return new Held(row, guest, internal, guest == null ? region(prefix.siteId) : guest.regionShown());
    }

    private String region(@Nullable Long site) {
        return site == null
                ? ""
                : books.sites()
                        .find(new SiteId(site))
                        .map(known -> known.region)
                        .orElse("");
    }

    /**
     * An address that is held.
     *
     * @param guest who has it; null when it is only reserved
     * @param internal whether it is one for talk at the site alone
     */
    record Held(AddressView row, @Nullable InstanceView guest, boolean internal, String region) {}

    /** What is read of addresses. */
    @Singleton
    record Books(Addresses addresses, Prefixes prefixes, AddressNames names, Sites sites) {}
}
