package myidc.network.files;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import myidc.network.files.Network.Member;

/** Lists of addresses for packet filters, by whose they are or by what they are for. */
public final class FilterFiles {
    /** What addresses are sorted by. */
    public enum By {
        TENANT,
        ROLE
    }

    private FilterFiles() {}

    /** Sets for nftables: {@code nft -f}; what was in them before is replaced in the same transaction. */
    public static String nftables(List<Network> networks, By by) {
        StringBuilder out = new StringBuilder("# Made from the book of addresses; changes are lost.\n");
        out.append("add table inet myidc\n");
        lists(networks, by)
                .forEach((name, addresses) -> out.append("add set inet myidc ")
                        .append(name)
                        .append(" { type ")
                        .append(name.endsWith("_v4") ? "ipv4_addr" : "ipv6_addr")
                        .append("; }\nflush set inet myidc ")
                        .append(name)
                        .append("\nadd element inet myidc ")
                        .append(name)
                        .append(" { ")
                        .append(String.join(", ", addresses))
                        .append(" }\n"));
        return out.toString();
    }

    /** Sets for {@code ipset restore}; what was in them before is replaced. */
    public static String ipset(List<Network> networks, By by) {
        StringBuilder out = new StringBuilder();
        lists(networks, by).forEach((name, addresses) -> {
            String family = name.endsWith("_v4") ? "inet" : "inet6";
            out.append("create ")
                    .append(name)
                    .append(" hash:ip family ")
                    .append(family)
                    .append(" maxelem 1048576 -exist\nflush ")
                    .append(name)
                    .append('\n');
            addresses.forEach(address ->
                    out.append("add ").append(name).append(' ').append(address).append('\n'));
        });
        return out.toString();
    }

    /** Address lists for RouterOS 7: {@code /import}. */
    public static String routeros(List<Network> networks, By by) {
        StringBuilder out = new StringBuilder("# Made from the book of addresses; changes are lost.\n");
        Map<String, Set<String>> lists = lists(networks, by);
        for (int family : new int[] {4, 6}) {
            out.append(family == 4 ? "/ip" : "/ipv6").append(" firewall address-list\n");
            lists.forEach((name, addresses) -> {
                if (name.endsWith("_v" + family)) {
                    out.append("remove [find list=").append(name).append("]\n");
                    addresses.forEach(address -> out.append("add list=")
                            .append(name)
                            .append(" address=")
                            .append(address)
                            .append(" comment=\"myidc\"\n"));
                }
            });
        }
        return out.toString();
    }

    /** Addresses by the name of their list; every one of a prefix once, in order. */
    private static Map<String, Set<String>> lists(List<Network> networks, By by) {
        Map<String, Set<String>> lists = new TreeMap<>();
        for (Network network : networks) {
            for (Member member : network.members()) {
                String name = switch (by) {
                    case TENANT -> member.tenant() == null ? "house" : "tenant_" + member.tenant();
                    case ROLE ->
                        "role_" + member.role().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
                };
                Set<String> list =
                        lists.computeIfAbsent(name + "_v" + network.cidr().family(), key -> new LinkedHashSet<>());
                list.add(member.address());
            }
        }
        return lists;
    }
}
