package myidc.network;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Pattern;
import myidc.shared.Refused;

/**
 * Blocks of IPv6 that tenants use inside their own networks: unique local addresses with 40 random bits (RFC 4193, section
 * 3.2), a /52 for a network and a /56 for a subnet as Linode's API gives them unless another length is asked for.
 */
public final class PrivateIpv6 {
    /** Asks for a block of the usual length. */
    public static final String AUTO = "auto";

    private static final int RANGE_LENGTH_MIN = 48;
    private static final int RANGE_LENGTH = 52;
    private static final int SUBNET_LENGTH = 56;
    private static final int SUBNET_LENGTH_MAX = 64;
    private static final int BITS = 128;
    private static final int LINK_LENGTH = 64;
    private static final Pattern LENGTH = Pattern.compile("/[0-9]{1,3}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The first octet of those that anybody may choose. */
    private static final BigInteger LOCAL = BigInteger.valueOf(0xfd);

    private PrivateIpv6() {}

    /** A block for a network that nobody else is likely to have; what is asked for as a block stays what it is. */
    public static String chosen(String asked) {
        if (!AUTO.equals(asked) && !LENGTH.matcher(asked).matches()) {
            return asked;
        }
        int length = AUTO.equals(asked) ? RANGE_LENGTH : Integer.parseInt(asked.substring(1));
        if (length < RANGE_LENGTH_MIN || length > RANGE_LENGTH) {
            throw invalid("must be auto, /48 to /52, or a block of fd00::/8 that long");
        }
        BigInteger network = LOCAL.shiftLeft(40).or(new BigInteger(40, RANDOM)).shiftLeft(BITS - 48);
        return new Cidr(new Ip(6, network), length).text();
    }

    /** The /64 that an address lies in. */
    public static String link(String address) {
        BigInteger value = Ip.of("address", address).value();
        return new Cidr(new Ip(6, value.shiftRight(LINK_LENGTH).shiftLeft(LINK_LENGTH)), LINK_LENGTH).text();
    }

    /** A network's block, checked. */
    static Cidr range(String text) {
        Cidr range = Cidr.of("ipv6", text);
        boolean local = range.family() == 6
                && range.network().value().shiftRight(BITS - 8).equals(LOCAL);
        if (!local || range.length() < RANGE_LENGTH_MIN || range.length() > RANGE_LENGTH) {
            throw invalid("must be auto, /48 to /52, or a block of fd00::/8 that long");
        }
        return range;
    }

    /** A subnet's block inside its network's and beside those taken: the one asked for, or the lowest free of a length. */
    static Cidr inside(Cidr range, String asked, List<Cidr> taken) {
        boolean any = AUTO.equals(asked) || LENGTH.matcher(asked).matches();
        if (!any) {
            Cidr block = Cidr.of("ipv6", asked);
            fits(range, block.length());
            if (!range.covers(block)) {
                throw invalid("must be inside " + range.text());
            }
            if (overlaps(block, taken)) {
                throw Refused.field(NetworkRefusal.SUBNET_OVERLAPS, "ipv6", "ipv6 overlaps another subnet");
            }
            return block;
        }
        int length = AUTO.equals(asked) ? SUBNET_LENGTH : Integer.parseInt(asked.substring(1));
        fits(range, length);
        BigInteger step = BigInteger.ONE.shiftLeft(BITS - length);
        Cidr block = new Cidr(range.network(), length);
        while (range.covers(block)) {
            if (!overlaps(block, taken)) {
                return block;
            }
            block = new Cidr(new Ip(6, block.network().value().add(step)), length);
        }
        throw Refused.field(
                NetworkRefusal.SUBNET_OVERLAPS, "ipv6", "ipv6: no /" + length + " is free in " + range.text());
    }

    private static void fits(Cidr range, int length) {
        if (length < range.length() || length > SUBNET_LENGTH_MAX) {
            throw invalid("must have a length between /" + range.length() + " and /" + SUBNET_LENGTH_MAX);
        }
    }

    private static boolean overlaps(Cidr block, List<Cidr> taken) {
        return taken.stream().anyMatch(other -> other.covers(block) || block.covers(other));
    }

    private static Refused invalid(String rule) {
        return Refused.field(NetworkRefusal.SUBNET_INVALID, "ipv6", "ipv6 " + rule);
    }
}
