package myidc.network;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.shared.Refused;

/**
 * A block of addresses.
 *
 * @param network the lowest address in it
 * @param length bits that all its addresses share
 */
public record Cidr(Ip network, int length) {
    private static final Pattern FORM = Pattern.compile("([^/]+)/(\\d{1,3})");

    /** Reads {@code 203.0.113.0/24}; refused when bits beyond the length are set or the block is wider than allowed. */
    public static Cidr of(String field, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw invalid(field, "must look like 203.0.113.0/24 or 2001:db8::/64");
        }
        Ip network = Ip.of(field, form.group(1));
        int length = Integer.parseInt(form.group(2));
        int least = network.family() == 4 ? 8 : 32;
        int bits = Ip.bits(network.family());
        if (length < least || length > bits) {
            throw invalid(field, "must have a length between /" + least + " and /" + bits);
        }
        Cidr cidr = new Cidr(network, length);
        if (!network.value().and(cidr.hostMask()).equals(BigInteger.ZERO)) {
            Ip lowest = new Ip(network.family(), network.value().andNot(cidr.hostMask()));
            throw invalid(field, "has bits set beyond its length; did you mean " + new Cidr(lowest, length).text());
        }
        return cidr;
    }

    public int family() {
        return network.family();
    }

    public String text() {
        return network.text() + "/" + length;
    }

    public boolean holds(Ip address) {
        return address.family() == family()
                && address.value().andNot(hostMask()).equals(network.value());
    }

    /**
     * The lowest address that may be given out. The network's own address may not, in IPv6 the subnet-router anycast
     * address (RFC 4291, section 2.6.1); links of two (RFC 3021, RFC 6164) and single addresses have none.
     */
    public Ip first(boolean pool) {
        return pool || whole() ? network : network.plus(1);
    }

    /** The highest address that may be given out: in IPv4 not the broadcast address; IPv6 has none. */
    Ip last(boolean pool) {
        Ip highest = new Ip(family(), network.value().or(hostMask()));
        return pool || whole() || family() == 6 ? highest : highest.plus(-1);
    }

    /** How many addresses may be given out, the gateway among them. */
    public BigInteger usable(boolean pool) {
        return last(pool).value().subtract(first(pool).value()).add(BigInteger.ONE);
    }

    /** Whether another block is this one or inside it. */
    public boolean covers(Cidr other) {
        return other.length >= length && holds(other.network);
    }

    /** The other half of the block one bit wider. */
    Cidr sibling() {
        BigInteger bit = BigInteger.ONE.shiftLeft(Ip.bits(family()) - length);
        return new Cidr(new Ip(family(), network.value().xor(bit)), length);
    }

    /** The two blocks one bit narrower, the lower first; none of a single address. */
    List<Cidr> halves() {
        if (length == Ip.bits(family())) {
            return List.of();
        }
        Cidr lower = new Cidr(network, length + 1);
        return List.of(lower, lower.sibling());
    }

    /** The block one bit wider, of which this is a half. */
    Cidr half() {
        BigInteger bit = BigInteger.ONE.shiftLeft(Ip.bits(family()) - length);
        return new Cidr(new Ip(family(), network.value().andNot(bit)), length - 1);
    }

    /** What is left of this block without a smaller one in it: the largest aligned blocks. */
    List<Cidr> without(Cidr inner) {
        List<Cidr> left = new ArrayList<>();
        Cidr part = inner;
        while (part.length > length) {
            left.add(part.sibling());
            part = part.half();
        }
        return left;
    }

    private boolean whole() {
        return Ip.bits(family()) - length <= 1;
    }

    private BigInteger hostMask() {
        return BigInteger.ONE.shiftLeft(Ip.bits(family()) - length).subtract(BigInteger.ONE);
    }

    private static Refused invalid(String field, String rule) {
        return Refused.field(NetworkRefusal.PREFIX_INVALID, field, field + " " + rule);
    }
}
