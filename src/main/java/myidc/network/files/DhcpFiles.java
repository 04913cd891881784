package myidc.network.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import myidc.network.files.Network.Member;
import myidc.network.files.Network.Span;

/** Configuration of DHCP servers for IPv4: every guest gets the address the book gave it, by its hardware address. */
public final class DhcpFiles {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private DhcpFiles() {}

    /** For dnsmasq 2.80 and later: {@code dhcp-range}, {@code dhcp-host} and {@code host-record} of its manual. */
    public static String dnsmasq(List<Network> networks) {
        StringBuilder out = new StringBuilder("# Made from the book of addresses; changes are lost.\n");
        for (Network network : networks) {
            boolean four = network.cidr().family() == 4;
            String tag = "prefix" + network.id();
            String mask = four
                    ? "," + Masks.dotted(network.cidr().length())
                    : "," + network.cidr().length();
            String base = network.cidr().network().text();
            if (four || network.cidr().length() >= 64) {
                line(out, "dhcp-range=set:" + tag + "," + base + ",static" + mask);
                for (Span span : network.leased()) {
                    line(out, "dhcp-range=set:" + tag + "," + span.first() + "," + span.last() + mask + ",1h");
                }
            }
            String gateway = network.gateway();
            if (four && gateway != null) {
                line(out, "dhcp-option=tag:" + tag + ",option:router," + gateway);
            }
            for (Member member : network.members()) {
                String hardware = Names.hardware(member);
                String address = four ? member.address() : "[" + member.address() + "]";
                if (hardware != null) {
                    line(out, "dhcp-host=" + hardware + "," + address + "," + Names.host(member));
                }
                line(out, "host-record=" + Names.within(member) + "," + member.address());
            }
        }
        return out.toString();
    }

    /** For ISC dhcpd 4.4: IPv4 networks alone, as one server speaks one family. */
    public static String dhcpd(List<Network> networks) {
        StringBuilder out = new StringBuilder("# Made from the book of addresses; changes are lost.\n");
        line(out, "authoritative;");
        line(out, "default-lease-time 3600;");
        for (Network network : networks) {
            if (network.cidr().family() != 4) {
                continue;
            }
            line(
                    out,
                    "subnet " + network.cidr().network().text() + " netmask "
                            + Masks.dotted(network.cidr().length()) + " {");
            String gateway = network.gateway();
            if (gateway != null) {
                line(out, "  option routers " + gateway + ";");
            }
            for (Span span : network.leased()) {
                line(out, "  range " + span.first() + " " + span.last() + ";");
            }
            line(out, "}");
            for (Member member : network.members()) {
                String hardware = Names.hardware(member);
                if (hardware != null) {
                    line(out, "host " + member.holder() + "-" + member.address().replace('.', '-') + " {");
                    line(out, "  hardware ethernet " + hardware + ";");
                    line(out, "  fixed-address " + member.address() + ";");
                    line(out, "  option host-name \"" + Names.host(member) + "\";");
                    line(out, "}");
                }
            }
        }
        return out.toString();
    }

    /** For Kea's kea-dhcp4 2.2 and later. */
    public static String kea(List<Network> networks) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode server = root.putObject("Dhcp4");
        server.putObject("interfaces-config").putArray("interfaces");
        server.putObject("lease-database").put("type", "memfile").put("persist", false);
        server.put("valid-lifetime", 3_600);
        ArrayNode subnets = server.putArray("subnet4");
        for (Network network : networks) {
            if (network.cidr().family() == 4) {
                keaSubnet(network, subnets.addObject());
            }
        }
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A configuration cannot be written as JSON", e);
        }
    }

    private static void keaSubnet(Network network, ObjectNode subnet) {
        subnet.put("id", Math.toIntExact(network.id() % Integer.MAX_VALUE));
        subnet.put("subnet", network.cidr().text());
        ArrayNode pools = subnet.putArray("pools");
        network.leased().forEach(span -> pools.addObject().put("pool", span.first() + " - " + span.last()));
        ArrayNode options = subnet.putArray("option-data");
        String gateway = network.gateway();
        if (gateway != null) {
            options.addObject().put("name", "routers").put("data", gateway);
        }
        ArrayNode reservations = subnet.putArray("reservations");
        Set<String> seen = new HashSet<>();
        for (Member member : network.members()) {
            String hardware = Names.hardware(member);
            // One reservation for each hardware address in a subnet is all that Kea takes.
            if (hardware != null && seen.add(hardware)) {
                reservations
                        .addObject()
                        .put("hw-address", hardware)
                        .put("ip-address", member.address())
                        .put("hostname", Names.host(member));
            }
        }
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }
}
