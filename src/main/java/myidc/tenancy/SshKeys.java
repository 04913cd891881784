package myidc.tenancy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** The rules of public SSH keys: one line of type, key in Base64 and an optional comment, after RFC 4253, section 6.6. */
public final class SshKeys {
    private static final int KEY_CHARS_MAX = 16_384;
    private static final Set<String> TYPES = Set.of(
            "ssh-rsa",
            "ssh-dss",
            "ssh-ed25519",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com");

    private SshKeys() {}

    static String checked(String sent) {
        return checked("ssh_key", sent);
    }

    /** The key as one line; a refusal names the field. */
    public static String checked(String field, @Nullable String sent) {
        String key = Check.text(field, sent, KEY_CHARS_MAX);
        String[] parts = key.split("[ \t]+", 3);
        if (key.contains("\n") || key.contains("\r") || parts.length < 2 || !TYPES.contains(parts[0])) {
            throw no(field);
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(parts[1]));
            int length = bytes.remaining() < 4 ? -1 : bytes.getInt();
            if (length != parts[0].length() || bytes.remaining() <= length) {
                throw no(field);
            }
            byte[] name = new byte[length];
            bytes.get(name);
            if (!parts[0].equals(new String(name, StandardCharsets.US_ASCII))) {
                throw no(field);
            }
        } catch (IllegalArgumentException e) {
            throw no(field);
        }
        return key;
    }

    static String checkedLabel(String sent) {
        return Check.text("label", sent, 64);
    }

    private static Refused no(String field) {
        return Refused.field(
                CommonRefusal.INVALID_FIELD,
                field,
                field + " must be one line of a public key: its type, the key in Base64, a comment");
    }
}
