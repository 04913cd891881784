package myidc.network;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import myidc.shared.Refused;

/**
 * An IP address as a number.
 *
 * @param family 4 or 6
 */
public record Ip(int family, BigInteger value) implements Comparable<Ip> {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final int GROUPS = 8;

    /** Reads the usual notation without asking any name server; refused, naming the field, when it is another. */
    public static Ip of(String field, String text) {
        String given = text.strip();
        try {
            if (V4.matcher(given).matches()) {
                return new Ip(4, new BigInteger(1, InetAddress.ofLiteral(given).getAddress()));
            }
            if (given.contains(":") && V6.matcher(given).matches()) {
                InetAddress address = InetAddress.ofLiteral(given);
                if (address instanceof Inet6Address) {
                    return new Ip(6, new BigInteger(1, address.getAddress()));
                }
            }
        } catch (IllegalArgumentException e) {
            throw invalid(field);
        }
        throw invalid(field);
    }

    static int bits(int family) {
        return family == 4 ? 32 : 128;
    }

    Ip plus(long steps) {
        return new Ip(family, value.add(BigInteger.valueOf(steps)));
    }

    @Override
    public int compareTo(Ip other) {
        return family == other.family ? value.compareTo(other.value) : Integer.compare(family, other.family);
    }

    /** The usual notation; of IPv6 the one of RFC 5952, section 4, as PostgreSQL prints it. */
    public String text() {
        return family == 4 ? dotted() : grouped();
    }

    private String dotted() {
        int bits = value.intValue();
        return ((bits >>> 24) & 255) + "." + ((bits >>> 16) & 255) + "." + ((bits >>> 8) & 255) + "." + (bits & 255);
    }

    private String grouped() {
        int[] groups = IntStream.range(0, GROUPS)
                .map(i -> value.shiftRight(16 * (GROUPS - 1 - i)).intValue() & 0xffff)
                .toArray();
        int start = 0;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        if (length == 1) {
            return hex(groups, 0, GROUPS);
        }
        return hex(groups, 0, start) + "::" + hex(groups, start + length, GROUPS);
    }

    private static String hex(int[] groups, int from, int to) {
        return Arrays.stream(groups, from, to).mapToObj(Integer::toHexString).collect(Collectors.joining(":"));
    }

    private static Refused invalid(String field) {
        return Refused.field(
                NetworkRefusal.ADDRESS_INVALID,
                field,
                field + " must be an IP address like 203.0.113.7 or 2001:db8::7");
    }
}
