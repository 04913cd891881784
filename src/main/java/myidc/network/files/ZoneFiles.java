package myidc.network.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import myidc.network.Cidr;
import myidc.network.Ip;
import myidc.network.files.Network.Member;

/** Zones for name servers as master files: RFC 1035, section 5. */
public final class ZoneFiles {
    private ZoneFiles() {}

    /**
     * Names to addresses: LABEL.tTENANT.ZONE of tenants' things, LABEL.ZONE of the house's.
     *
     * @param serial grows with each change; seconds since 1970 do until 2106
     */
    public static String forward(String zone, long serial, List<Network> networks) {
        StringBuilder out = head(zone, serial, zone);
        Set<String> written = new HashSet<>();
        for (Network network : networks) {
            for (Member member : network.members()) {
                String type = network.cidr().family() == 4 ? "A" : "AAAA";
                String record = Names.within(member) + " IN " + type + " " + member.address();
                if (written.add(record)) {
                    out.append(record).append('\n');
                }
            }
        }
        return out.toString();
    }

    /** Addresses of one network to names: the name each answers with, or the one it has in the forward zone. */
    public static String reverse(String zone, long serial, Network network) {
        StringBuilder out = head(reverseZone(network.cidr()), serial, zone);
        for (Member member : network.members()) {
            String reverse = member.reverse();
            String name = reverse == null ? Names.within(member) + "." + zone : reverse;
            out.append(pointer(Ip.of("address", member.address())))
                    .append(" IN PTR ")
                    .append(name)
                    .append(".\n");
        }
        return out.toString();
    }

    /** The zone a network's addresses are in, cut at a whole octet or, in IPv6, a whole digit (RFC 3596, section 2.5). */
    public static String reverseZone(Cidr cidr) {
        int step = cidr.family() == 4 ? 8 : 4;
        int kept = Math.min(cidr.length() / step, cidr.family() == 4 ? 3 : 31);
        List<String> labels = labels(cidr.network());
        return String.join(".", labels.subList(labels.size() - kept, labels.size())) + suffix(cidr.network());
    }

    private static String pointer(Ip address) {
        return String.join(".", labels(address)) + suffix(address) + ".";
    }

    private static String suffix(Ip address) {
        return address.family() == 4 ? ".in-addr.arpa" : ".ip6.arpa";
    }

    private static List<String> labels(Ip address) {
        if (address.family() == 4) {
            List<String> octets = new ArrayList<>(Arrays.asList(address.text().split("\\.", -1)));
            Collections.reverse(octets);
            return octets;
        }
        return IntStream.range(0, 32)
                .mapToObj(i ->
                        Integer.toHexString(address.value().shiftRight(4 * i).intValue() & 15))
                .collect(Collectors.toList());
    }

    private static StringBuilder head(String zone, long serial, String house) {
        return new StringBuilder("; Made from the book of addresses; changes are lost.\n")
                .append("$ORIGIN ")
                .append(zone)
                .append(".\n$TTL 300\n@ IN SOA ns1.")
                .append(house)
                .append(". hostmaster.")
                .append(house)
                .append(". ")
                .append(serial)
                .append(" 3600 600 1209600 300\n@ IN NS ns1.")
                .append(house)
                .append(".\n")
                .append(zone.equals(house) ? "ns1 IN A 127.0.0.1\n" : "");
    }
}
