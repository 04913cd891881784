package myidc.tenancy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;

/** From where a person may sign in: addresses and prefixes of IPv4 and IPv6; none for anywhere. */
public final class SignInAddresses {
    private static final int MOST = 50;
    private static final int TEXT_MAX = 60;
    /** Java also takes IPv4 of fewer parts, and IPv6 with a zone. */
    private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private static final String SEPARATOR = "\n";

    private SignInAddresses() {}

    /** The same in one notation, each once; refuses what is none, and more than there may be. */
    public static List<String> checked(List<String> wanted) {
        if (wanted.size() > MOST) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "prefixes", "prefixes must be at most " + MOST);
        }
        List<String> checked = new ArrayList<>();
        for (int index = 0; index < wanted.size(); index++) {
            String field = "prefixes[" + index + "]";
            Block block = Optional.ofNullable(wanted.get(index))
                    .flatMap(SignInAddresses::parse)
                    .orElseThrow(() -> Refused.field(
                            CommonRefusal.INVALID_FIELD,
                            field,
                            field
                                    + " must be an address or a prefix such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32,"
                                    + " with no bits set behind the prefix"));
            if (!checked.contains(block.text())) {
                checked.add(block.text());
            }
        }
        return List.copyOf(checked);
    }

    /** Whether somebody at the address may sign in. */
    public static boolean letIn(List<String> prefixes, String address) {
        return prefixes.isEmpty()
                || parse(withoutZone(address))
                        .map(from -> prefixes.stream()
                                .anyMatch(prefix -> parse(prefix)
                                        .map(block -> block.holds(from))
                                        .orElse(false)))
                        .orElse(false);
    }

    static String text(List<String> prefixes) {
        return String.join(SEPARATOR, prefixes);
    }

    public static List<String> read(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR));
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    private static Optional<Block> parse(String text) {
        String trimmed = text.trim();
        int slash = trimmed.indexOf('/');
        String address = slash < 0 ? trimmed : trimmed.substring(0, slash);
        if (trimmed.length() > TEXT_MAX || !LITERAL.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            int bits = parsed.getAddress().length * Byte.SIZE;
            int length = slash < 0 ? bits : Integer.parseInt(trimmed.substring(slash + 1));
            Block block = new Block(parsed, length);
            return length < 1 || length > bits || !block.isClean() ? Optional.empty() : Optional.of(block);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A prefix; an address is one of full length. */
    private record Block(InetAddress address, int length) {
        boolean holds(Block other) {
            byte[] own = address.getAddress();
            byte[] theirs = other.address.getAddress();
            if (own.length != theirs.length || other.length < length) {
                return false;
            }
            for (int bit = 0; bit < length; bit++) {
                if (isSet(own, bit) != isSet(theirs, bit)) {
                    return false;
                }
            }
            return true;
        }

        /** Whether no bit is set behind the prefix. */
        boolean isClean() {
            byte[] own = address.getAddress();
            for (int bit = length; bit < own.length * Byte.SIZE; bit++) {
                if (isSet(own, bit)) {
                    return false;
                }
            }
            return true;
        }

        String text() {
            return address.getHostAddress() + (length == address.getAddress().length * Byte.SIZE ? "" : "/" + length);
        }

        private static boolean isSet(byte[] address, int bit) {
            return (address[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) == 1;
        }
    }
}
