package myidc.driver.libvirt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import myidc.compute.event.Nic.Purpose;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Wire;
import myidc.network.event.FirewallRule;
import myidc.network.event.FirewallRules;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/**
 * What may pass a guest's interfaces, as libvirt's document: https://libvirt.org/formatnwfilter.html. First come the
 * guest's own addresses, then what was let pass before, then its firewall's rules in their order, then the policy.
 */
final class FilterXml {
    private static final List<String> OWN_ADDRESSES = List.of("no-mac-spoofing", "no-ip-spoofing", "no-arp-spoofing");
    private static final int OWN_IPV6_PRIORITY = -600;
    private static final int OTHER_IPV6_PRIORITY = -590;
    private static final int POLICY_PRIORITY = 999;
    private static final int LAST_PRIORITY = 1_000;
    private static final String STATE = "state";

    /** What every interface calls itself on its own line: RFC 4291, 2.5.6; and what it does before it has a name: 2.5.2. */
    private static final List<String> ON_THE_LINE = List.of("fe80::/10", "::/128");

    /** ICMPv6 messages by which neighbours and routers are found, without which no IPv6 passes: RFC 4890, 4.4.1. */
    private static final List<String> NEIGHBOURS = List.of("133", "134", "135", "136");

    /** Rules are about what begins; a rule without a state would be put into force in both directions. */
    private static final String NEW = "NEW";

    /** What libvirt calls the protocols that it can tell apart, by IANA's number or Linode's name. */
    private static final Map<String, String> PROTOCOLS = Map.of(
            "TCP", "tcp", "UDP", "udp", "ICMP", "icmp", "ALL", "all", "2", "igmp", "50", "esp", "51", "ah", "132",
            "sctp", "136", "udplite");

    private FilterXml() {}

    static String name(InstanceId guest) {
        return "myidc-" + GuestXml.name(guest);
    }

    private static UUID uuid(InstanceId guest) {
        return UUID.nameUUIDFromBytes(name(guest).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws RoomFailed when a rule is about a protocol that the host's filters do not know */
    static String of(InstanceId guest, @Nullable FirewallRules rules, List<Wire> wires) {
        List<Line> lines = new ArrayList<>();
        ipv6(lines, wires);
        if (rules != null) {
            all(lines, true, "in", 0, "ESTABLISHED,RELATED");
            all(lines, true, "out", 0, "ESTABLISHED,RELATED");
            NEIGHBOURS.forEach(type -> lines.add(new Line(true, "inout", 0, "icmpv6", List.of("type", type))));
            lines(lines, "in", rules.inbound(), rules.acceptInbound());
            lines(lines, "out", rules.outbound(), rules.acceptOutbound());
            all(lines, false, "inout", LAST_PRIORITY, null);
        }
        return Xml.document(
                "filter",
                filter -> {
                    filter.value("uuid", uuid(guest));
                    OWN_ADDRESSES.forEach(each -> filter.empty("filterref", "filter", each));
                    lines.forEach(line -> filter.element(
                            "rule",
                            rule -> rule.empty(line.protocol(), line.match().toArray(String[]::new)),
                            "action",
                            line.accept() ? "accept" : "drop",
                            "direction",
                            line.way(),
                            "priority",
                            String.valueOf(line.priority())));
                },
                "name",
                name(guest),
                "chain",
                "root");
    }

    /** Libvirt's own filter of IPv6 knows no blocks, and lets no neighbours be found by addresses of the line. */
    private static void ipv6(List<Line> lines, List<Wire> wires) {
        Stream<String> own = wires.stream()
                .filter(wire -> wire.purpose() != Purpose.VLAN)
                .flatMap(wire -> wire.sources().stream())
                .filter(each -> each.indexOf(':') >= 0)
                .distinct();
        Stream.concat(ON_THE_LINE.stream(), own).forEach(each -> {
            String[] parts = each.split("/", 2);
            String length = parts.length == 1 ? "128" : parts[1];
            lines.add(new Line(
                    true, "out", OWN_IPV6_PRIORITY, "ipv6", List.of("srcipaddr", parts[0], "srcipmask", length)));
        });
        lines.add(new Line(false, "out", OTHER_IPV6_PRIORITY, "mac", List.of("protocolid", "ipv6")));
    }

    private static void lines(List<Line> lines, String way, List<FirewallRule> rules, boolean accept) {
        for (int index = 0; index < rules.size(); index++) {
            FirewallRule rule = rules.get(index);
            int priority = Math.min(index + 1, POLICY_PRIORITY - 1);
            String protocol = protocol(rule);
            each(rule.ipv4())
                    .forEach(network -> ports(rule)
                            .forEach(ports -> lines.add(new Line(
                                    rule.accept(), way, priority, protocol, match(way, network, "32", ports)))));
            String newer = protocol.equals("icmp") ? "icmpv6" : protocol + "-ipv6";
            each(rule.ipv6())
                    .forEach(network -> ports(rule)
                            .forEach(ports -> lines.add(
                                    new Line(rule.accept(), way, priority, newer, match(way, network, "128", ports)))));
        }
        all(lines, accept, way, POLICY_PRIORITY, NEW);
    }

    private static void all(List<Line> lines, boolean accept, String way, int priority, @Nullable String state) {
        List<String> match = state == null ? List.of() : List.of(STATE, state);
        lines.add(new Line(accept, way, priority, "all", match));
        lines.add(new Line(accept, way, priority, "all-ipv6", match));
    }

    private static String protocol(FirewallRule rule) {
        String known = PROTOCOLS.get(rule.protocol());
        if (known == null) {
            throw new RoomFailed("the host's filters know no protocol " + rule.protocol());
        }
        return known;
    }

    private static List<String> each(@Nullable List<String> networks) {
        return networks == null ? List.of() : networks;
    }

    /** Ranges such as 22-24, each on its own; one empty range where all ports are meant. */
    private static List<String> ports(FirewallRule rule) {
        String ports = rule.ports();
        return ports == null
                ? Collections.singletonList("")
                : List.of(ports.replace(" ", "").split(",", -1));
    }

    private static List<String> match(String way, String network, String whole, String ports) {
        List<String> match = new ArrayList<>(List.of(STATE, NEW));
        String[] parts = network.split("/", 2);
        String length = parts.length == 1 ? whole : parts[1];
        if (!length.equals("0")) {
            String side = way.equals("in") ? "src" : "dst";
            match.addAll(List.of(side + "ipaddr", parts[0], side + "ipmask", length));
        }
        if (!ports.isEmpty()) {
            String[] range = ports.split("-", 2);
            match.addAll(List.of("dstportstart", range[0], "dstportend", range[range.length - 1]));
        }
        return match;
    }

    /** A rule for one network and one range of ports: {@code match} has names and values in turn. */
    private record Line(boolean accept, String way, int priority, String protocol, List<String> match) {}
}
