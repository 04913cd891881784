package myidc.storage.sketch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * 32 bytes that key the fingerprints of one pool: without them nobody can tell whether a given file is in the pool, nor
 * craft two chunks that count as one. Sketches carry its id, never the secret.
 */
public final class PoolSecret {
    public static final int BYTES = 32;

    private static final byte[] ID_LABEL = "myidc pool secret id".getBytes(StandardCharsets.US_ASCII);

    private final byte[] secret;

    private PoolSecret(byte[] secret) {
        this.secret = secret;
    }

    public static PoolSecret of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a pool secret has " + BYTES + " bytes, not " + secret.length);
        }
        return new PoolSecret(secret.clone());
    }

    /** Reads 64 hexadecimal digits. */
    public static PoolSecret parse(String hex) {
        try {
            return of(HexFormat.of().parseHex(hex.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a pool secret is " + 2 * BYTES + " hexadecimal digits", e);
        }
    }

    public static PoolSecret random(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new PoolSecret(secret);
    }

    /** The secret of scans without a pool: known to everybody, so its sketches are for the machine's owner only. */
    public static PoolSecret open() {
        return new PoolSecret(new byte[BYTES]);
    }

    /** Names the secret without telling it. */
    public long id() {
        return ByteBuffer.wrap(sha256(ID_LABEL, secret)).getLong();
    }

    /** The id as 16 hexadecimal digits. */
    public String idText() {
        return HexFormat.of().toHexDigits(id());
    }

    public byte[] bytes() {
        return secret.clone();
    }

    /** So many bytes of key material under a label, the same for the same secret. */
    ByteBuffer keys(String label, int bytes) {
        ByteBuffer keys = ByteBuffer.allocate((bytes + 31) / 32 * 32);
        for (int block = 0; keys.hasRemaining(); block++) {
            byte[] name = (label + ' ' + block).getBytes(StandardCharsets.US_ASCII);
            keys.put(sha256(secret, name));
        }
        return keys.flip().limit(bytes);
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
