package myidc.api;

import jakarta.inject.Singleton;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.network.Cidr;
import myidc.network.HostName;
import myidc.network.Ip;
import myidc.network.NetworkRefusal;
import myidc.network.files.DhcpFiles;
import myidc.network.files.FilterFiles;
import myidc.network.files.FilterFiles.By;
import myidc.network.files.Network;
import myidc.network.files.Network.Member;
import myidc.network.files.Network.Span;
import myidc.network.files.VxlanFiles;
import myidc.network.files.ZoneFiles;
import myidc.network.read.AddressLists;
import myidc.network.read.NetworkShelves;
import myidc.network.read.PrefixPages;
import myidc.network.read.PrefixView;
import myidc.network.read.VpcRow;
import myidc.platform.http.AsOf;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.PrefixId;
import org.jspecify.annotations.Nullable;

/** Gathers what files for other programs are made of, for operators and for export alike. */
@Singleton
public final class NetworkFiles {
    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final Page.Ask ALL = new Page.Ask(1, Page.SIZE_MAX);
    private static final int ADDRESSES_MAX = 65_536;
    private static final int PEERS_MAX = 256;
    private static final int GUESTS_AT_ONCE = 1_000;

    private final PrefixPages prefixes;
    private final AddressLists addresses;
    private final NetworkShelves shelves;
    private final Instances instances;
    private final Clock clock;

    NetworkFiles(
            PrefixPages prefixes, AddressLists addresses, NetworkShelves shelves, Instances instances, Clock clock) {
        this.prefixes = prefixes;
        this.addresses = addresses;
        this.shelves = shelves;
        this.instances = instances;
        this.clock = clock;
    }

    /** A file by its name as a program fetches it; refused as not found when there is none of that name. */
    public Response answer(String name, Asked asked) {
        return Response.ok(make(name, asked), name.endsWith(".json") ? "application/json" : TEXT)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private String make(String name, Asked asked) {
        return switch (name) {
            case "dnsmasq.conf" -> DhcpFiles.dnsmasq(networks(asked));
            case "dhcpd.conf" -> DhcpFiles.dhcpd(networks(asked));
            case "kea-dhcp4.json" -> DhcpFiles.kea(networks(asked));
            case "forward.zone" -> ZoneFiles.forward(asked.zoneName(), serial(asked), networks(asked));
            case "reverse.zone" -> ZoneFiles.reverse(asked.zoneName(), serial(asked), one(asked));
            case "addresses.nft" -> FilterFiles.nftables(networks(asked), asked.sorted());
            case "addresses.ipset" -> FilterFiles.ipset(networks(asked), asked.sorted());
            case "addresses.rsc" -> FilterFiles.routeros(networks(asked), asked.sorted());
            case "vxlan-ip.sh" ->
                VxlanFiles.ipLink(vpc(asked).label(), vpc(asked).vni(), asked.peers());
            case "vxlan-ovs.sh" ->
                VxlanFiles.openVswitch(vpc(asked).label(), vpc(asked).vni(), asked.peers());
            default -> throw Refused.because(NetworkRefusal.FILE_UNKNOWN, "There is no file " + name);
        };
    }

    /** Of a file of the past it is that instant's, so that a name server does not take it for newer than what it has. */
    private long serial(Asked asked) {
        Instant at = asked.at();
        return (at == null ? clock.instant() : at).getEpochSecond();
    }

    private VpcRow vpc(Asked asked) {
        long id = Check.range("vpcId", asked.vpcId(), 1, Long.MAX_VALUE);
        return shelves.vpcs()
                .find(id, asked.at())
                .orElseThrow(() -> Refused.because(NetworkRefusal.VPC_NOT_FOUND, "There is no VPC " + id));
    }

    private Network one(Asked asked) {
        Check.present("prefixId", asked.prefixId());
        return networks(asked).stream()
                .findFirst()
                .orElseThrow(() -> Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        "prefixId",
                        "prefixId must be that of a network, not a container"));
    }

    private List<Network> networks(Asked asked) {
        Long prefix = asked.prefixId();
        Long site = asked.siteId();
        if (prefix == null && site == null) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "siteId", "siteId or prefixId is required");
        }
        // One file cannot hold two tables that repeat addresses; a prefix that is named is of one table by itself.
        Long table = prefix == null ? 0L : null;
        PrefixPages.Which which = new PrefixPages.Which(prefix, site, table, null, null, null, false, null);
        Page<PrefixPages.Placed> found = prefixes.list(which, asked.at(), ALL);
        if (prefix != null && found.results() == 0) {
            throw Refused.because(NetworkRefusal.PREFIX_NOT_FOUND, "There is no network " + prefix);
        }
        if (found.results() > Page.SIZE_MAX) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "prefixId", "prefixId is required: the site has too many prefixes");
        }
        List<Network> networks = new ArrayList<>();
        int left = ADDRESSES_MAX;
        for (PrefixPages.Placed placed : found.data()) {
            if (!placed.prefix().container) {
                Network network = network(placed.prefix(), asked.at(), left);
                left -= network.members().size();
                networks.add(network);
            }
        }
        return networks;
    }

    private Network network(PrefixView prefix, @Nullable Instant asOf, int most) {
        List<AddressLists.Entry> entries = addresses.of(new PrefixId(prefix.id), asOf, most + 1);
        if (entries.size() > most) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "prefixId",
                    "prefixId must be that of a smaller network: a file holds at most " + ADDRESSES_MAX + " addresses");
        }
        List<Span> leased = shelves.ranges().list(Map.of("prefixId", prefix.id), asOf, ALL).data().stream()
                .filter(range -> range.purpose().equals("DHCP"))
                .map(range -> new Span(range.first(), range.last()))
                .toList();
        Map<Long, InstanceView> guests = guests(entries, asOf);
        return new Network(
                prefix.id,
                Cidr.of("cidr", prefix.cidr),
                prefix.gateway,
                leased,
                entries.stream().map(entry -> member(entry, guests)).toList());
    }

    private static Member member(AddressLists.Entry entry, Map<Long, InstanceView> guests) {
        InstanceView guest = guests.get(number(entry.holder()));
        return new Member(
                entry.address(),
                entry.holder(),
                guest == null ? null : guest.label,
                entry.tenantId(),
                entry.role(),
                entry.name());
    }

    private Map<Long, InstanceView> guests(List<AddressLists.Entry> entries, @Nullable Instant asOf) {
        List<Long> numbers = entries.stream()
                .map(entry -> number(entry.holder()))
                .filter(number -> number > 0)
                .distinct()
                .toList();
        Map<Long, InstanceView> guests = new HashMap<>();
        for (int from = 0; from < numbers.size(); from += GUESTS_AT_ONCE) {
            guests.putAll(
                    instances.byNumber(numbers.subList(from, Math.min(from + GUESTS_AT_ONCE, numbers.size())), asOf));
        }
        return guests;
    }

    /** Of a guest that holds an address; 0 of whoever is none. */
    private static long number(String holder) {
        Long id = holder.matches("instance-[0-9]{1,18}") ? Described.instance(holder) : null;
        return id == null ? 0 : id;
    }

    /**
     * What a file is to be of.
     *
     * @param by TENANT or ROLE; TENANT when absent
     * @param zone the DNS zone of the house's guests; guests.internal when absent
     * @param peer addresses of the other hosts, for VXLAN
     * @param asOf the instant whose addresses, names, ranges and labels the file is of; now when absent
     */
    public record Asked(
            @QueryParam("siteId") @Nullable Long siteId,
            @QueryParam("prefixId") @Nullable Long prefixId,
            @QueryParam("vpcId") @Nullable Long vpcId,
            @QueryParam("by") @Nullable String by,
            @QueryParam("zone") @Nullable String zone,
            @QueryParam("peer") List<String> peer,
            @QueryParam("asOf") @Nullable AsOf asOf) {
        @Nullable
        Instant at() {
            return AsOf.instant(asOf);
        }

        By sorted() {
            return by == null || by.isBlank() ? By.TENANT : Check.oneOf("by", by, By.class);
        }

        String zoneName() {
            return zone == null || zone.isBlank() ? "guests.internal" : HostName.of("zone", zone);
        }

        List<String> peers() {
            Check.range("peer", peer.size(), 0, PEERS_MAX);
            List<Ip> hosts = peer.stream().map(each -> Ip.of("peer", each)).toList();
            if (hosts.stream().anyMatch(host -> host.family() == 6)) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        "peer",
                        "peer must be an IPv4 address: one device speaks one family");
            }
            return hosts.stream().map(Ip::text).toList();
        }
    }
}
