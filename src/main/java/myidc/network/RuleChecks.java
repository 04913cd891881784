package myidc.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.network.event.FirewallRule;
import myidc.network.event.FirewallRules;
import myidc.shared.Check;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** What rules of firewalls must look like, after Linode's reference of POST /networking/firewalls. */
final class RuleChecks {
    static final int RULES_MAX = 25;
    private static final int ADDRESSES_MAX = 255;
    private static final int PIECES_MAX = 15;
    private static final int PORT_MAX = 65_535;
    private static final int PROTOCOL_MAX = 255;
    private static final Set<String> NAMED = Set.of("ALL", "TCP", "UDP", "ICMP", "IPENCAP");

    /** TCP and UDP, by name and by number. */
    private static final Set<String> WITH_PORTS = Set.of("TCP", "UDP", "6", "17");

    private static final Pattern PORTS = Pattern.compile("([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?");
    private static final Pattern BLOCK = Pattern.compile("([0-9a-fA-F:.]{2,45})(?:/(0|[1-9][0-9]{0,2}))?");
    private static final Pattern DOTTED = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private RuleChecks() {}

    /** Refuses what is no set of rules; the fields are named from the rules on, such as {@code inbound[0].ports}. */
    static FirewallRules checked(FirewallRules rules) {
        if (rules.inbound().size() + rules.outbound().size() > RULES_MAX) {
            throw no("rules", "must be at most " + RULES_MAX + ", inbound and outbound together");
        }
        return new FirewallRules(
                each("inbound", rules.inbound()),
                rules.acceptInbound(),
                each("outbound", rules.outbound()),
                rules.acceptOutbound());
    }

    /** The same for the rules of a set, which can name no set. */
    static List<FirewallRule> ofSet(List<FirewallRule> rules) {
        if (rules.isEmpty() || rules.size() > RULES_MAX) {
            throw no("rules", "must be 1 to " + RULES_MAX);
        }
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).ruleset() != null) {
                throw no("rules[" + i + "].ruleset", "cannot be within a set of rules");
            }
        }
        return each("rules", rules);
    }

    private static List<FirewallRule> each(String list, List<FirewallRule> rules) {
        List<FirewallRule> checked = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            FirewallRule rule = rules.get(i);
            checked.add(rule.ruleset() == null ? rule(list + "[" + i + "].", rule) : rule);
        }
        return List.copyOf(checked);
    }

    private static FirewallRule rule(String at, FirewallRule rule) {
        String protocol = protocol(at + "protocol", rule.protocol());
        String ports = Check.optionalText(at + "ports", rule.ports(), 100);
        if (ports != null) {
            if (!WITH_PORTS.contains(protocol)) {
                throw no(at + "ports", "are for TCP and UDP only");
            }
            ports(at + "ports", ports);
        }
        List<String> ipv4 = blocks(at + "addresses.ipv4", rule.ipv4(), 4);
        List<String> ipv6 = blocks(at + "addresses.ipv6", rule.ipv6(), 6);
        int addresses = (ipv4 == null ? 0 : ipv4.size()) + (ipv6 == null ? 0 : ipv6.size());
        if (addresses == 0) {
            throw no(at + "addresses", "must have ipv4 or ipv6");
        }
        if (addresses > ADDRESSES_MAX) {
            throw no(at + "addresses", "must be at most " + ADDRESSES_MAX);
        }
        return new FirewallRule(
                rule.accept(),
                protocol,
                ports,
                ipv4,
                ipv6,
                label(at + "label", rule.label()),
                Check.optionalText(at + "description", rule.description(), 100),
                null);
    }

    private static @Nullable String label(String field, @Nullable String wanted) {
        String label = Check.optionalText(field, wanted, 32);
        if (label != null && label.length() < 3) {
            throw no(field, "must have 3 to 32 characters");
        }
        return label;
    }

    private static String protocol(String field, String wanted) {
        boolean number = wanted.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(wanted) <= PROTOCOL_MAX;
        if (!number && !NAMED.contains(wanted)) {
            throw no(field, "must be TCP, UDP, ICMP, IPENCAP, ALL or a protocol's number up to " + PROTOCOL_MAX);
        }
        return wanted;
    }

    private static void ports(String field, String text) {
        int pieces = 0;
        for (String part : text.split(",", -1)) {
            Matcher form = PORTS.matcher(part.strip());
            if (!form.matches()) {
                throw no(field, "must be ports or ranges without leading zeros, such as 22-24, 80, 443");
            }
            int from = Integer.parseInt(form.group(1));
            int to = form.group(2) == null ? from : Integer.parseInt(form.group(2));
            if (from > PORT_MAX || to > PORT_MAX) {
                throw no(field, "must be between 1 and " + PORT_MAX);
            }
            if (form.group(2) != null && to <= from) {
                throw no(field, "has a range that does not end above its start: " + part.strip());
            }
            pieces += form.group(2) == null ? 1 : 2;
        }
        if (pieces > PIECES_MAX) {
            throw no(field, "must have at most " + PIECES_MAX + " pieces; a range counts as two");
        }
    }

    private static @Nullable List<String> blocks(String field, @Nullable List<String> wanted, int family) {
        if (wanted == null) {
            return null;
        }
        if (wanted.isEmpty()) {
            throw no(field, "must not be an empty list");
        }
        if (wanted.size() > ADDRESSES_MAX) {
            throw no(field, "must be at most " + ADDRESSES_MAX);
        }
        for (int i = 0; i < wanted.size(); i++) {
            block(field + "[" + i + "]", wanted.get(i), family);
        }
        return List.copyOf(wanted);
    }

    /** Bits set beyond the length are let be, as Linode does: they change nothing. */
    private static void block(String field, String text, int family) {
        Matcher form = BLOCK.matcher(text);
        if (!form.matches() || family(form.group(1)) != family) {
            throw no(
                    field,
                    "must be an IPv" + family + " address or network such as "
                            + (family == 4 ? "192.0.2.0/24" : "2001:db8::/32"));
        }
        int bits = family == 4 ? 32 : 128;
        if (form.group(2) != null && Integer.parseInt(form.group(2)) > bits) {
            throw no(field, "must have a length of at most /" + bits);
        }
    }

    private static int family(String address) {
        try {
            if (!address.contains(":") && !DOTTED.matcher(address).matches()) {
                return 0;
            }
            return InetAddress.ofLiteral(address) instanceof Inet4Address ? 4 : 6;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private static Refused no(String field, String rule) {
        return Refused.field(NetworkRefusal.FIREWALL_RULE_INVALID, field, field + " " + rule);
    }
}
