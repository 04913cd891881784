package myidc.shared;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Whether an address lies in the public internet, so that what a stranger makes us call is nothing of our own. Source: IANA
 * special-purpose address registries of IPv4 (RFC 6890) and IPv6.
 */
public final class Outward {
    private Outward() {}

    public static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return address instanceof Inet4Address ? fourIsOutward(bytes) : sixIsOutward(bytes);
    }

    private static boolean fourIsOutward(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        boolean shared = first == 100 && second >= 64 && second < 128;
        boolean protocols = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean benchmarks = first == 198 && (second == 18 || second == 19);
        boolean documents =
                (first == 198 && second == 51 && third == 100) || (first == 203 && second == 0 && third == 113);
        return first != 0 && first < 240 && !shared && !protocols && !benchmarks && !documents;
    }

    /** Global unicast only, and none of the addresses that carry an IPv4 address of anywhere within them. */
    private static boolean sixIsOutward(byte[] bytes) {
        boolean global = (bytes[0] & 0xe0) == 0x20;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean teredoOrDocuments = bytes[0] == 0x20
                && bytes[1] == 0x01
                && (bytes[2] == 0 || (bytes[2] == 0x0d && (bytes[3] & 0xff) == 0xb8));
        return global && !sixToFour && !teredoOrDocuments;
    }
}
