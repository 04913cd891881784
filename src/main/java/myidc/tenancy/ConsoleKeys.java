package myidc.tenancy;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;

/** The public keys by which a person signs in to the gateway of consoles: few, and of kinds that it can check. */
public final class ConsoleKeys {
    private static final String FIELD = "authorized_keys";
    private static final int MOST = 50;
    private static final int RSA_BITS_LEAST = 2_048;
    private static final int RSA_BITS_MOST = 16_384;
    private static final String RSA = "ssh-rsa";

    /** Bytes of what follows the type, and for NIST's curves their name, each with its length before it. */
    private static final Map<String, Integer> POINTS = Map.of(
            "ssh-ed25519", 4 + 32,
            "ecdsa-sha2-nistp256", 4 + 8 + 4 + 65,
            "ecdsa-sha2-nistp384", 4 + 8 + 4 + 97,
            "ecdsa-sha2-nistp521", 4 + 8 + 4 + 133);

    private static final String SEPARATOR = "\n";

    private ConsoleKeys() {}

    /** The same, each key once; refuses what is none, and more than there may be, by the place in the list. */
    public static List<String> checked(List<String> wanted) {
        Check.range(FIELD, wanted.size(), 0, MOST);
        List<String> checked = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (int index = 0; index < wanted.size(); index++) {
            String field = FIELD + "[" + index + "]";
            String key = SshKeys.checked(field, wanted.get(index));
            mustBeSound(field, key);
            if (known.add(bare(key))) {
                checked.add(key);
            }
        }
        return List.copyOf(checked);
    }

    /** The key without its comment, by which two are compared. */
    public static String bare(String key) {
        String[] parts = key.split("[ \t]+", 3);
        return parts[0] + " " + parts[1];
    }

    static String text(List<String> keys) {
        return String.join(SEPARATOR, keys);
    }

    /** The keys of a text that {@link #text} made. */
    public static List<String> read(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR));
    }

    private static void mustBeSound(String field, String key) {
        String[] parts = key.split("[ \t]+", 3);
        ByteBuffer rest = ByteBuffer.wrap(Base64.getDecoder().decode(parts[1]));
        rest.position(4 + parts[0].length());
        Integer bytes = POINTS.get(parts[0]);
        if (parts[0].equals(RSA)) {
            int bits = modulusBits(rest);
            if (bits < RSA_BITS_LEAST || bits > RSA_BITS_MOST) {
                throw no(field, "must be an RSA key of " + RSA_BITS_LEAST + " to " + RSA_BITS_MOST + " bits");
            }
        } else if (bytes == null) {
            throw no(field, "must be a key of type ssh-ed25519, ecdsa-sha2-nistp256, -nistp384, -nistp521 or ssh-rsa");
        } else if (rest.remaining() != bytes) {
            throw no(field, "must be a whole " + parts[0] + " key");
        }
    }

    /** The bits of an RSA key's modulus, which is its second number; 0 when it is cut off. */
    private static int modulusBits(ByteBuffer rest) {
        try {
            rest.get(new byte[length(rest)]);
            byte[] modulus = new byte[length(rest)];
            rest.get(modulus);
            return rest.hasRemaining() ? 0 : new BigInteger(modulus).bitLength();
        } catch (BufferUnderflowException | NumberFormatException e) {
            return 0;
        }
    }

    private static int length(ByteBuffer rest) {
        int length = rest.getInt();
        if (length < 0 || length > rest.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }

    private static Refused no(String field, String rule) {
        return Refused.field(CommonRefusal.INVALID_FIELD, field, field + " " + rule);
    }
}
