package myidc.tenancy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes that change with time after RFC 6238: SHA-1, 30 seconds, six digits, which every authenticator knows. */
final class Totp {
    static final int STEP_SECONDS = 30;
    static final int SECRET_BYTES = 20;
    /** A clock may be one step off, either way. RFC 6238, section 5.2. */
    private static final int STEPS_OFF = 1;

    private static final int DIGITS = 6;
    private static final int CODES = 1_000_000;
    /** RFC 4648, section 6. */
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /** The step whose code this is, if it is near {@code now} and later than the last one that was good. */
    static OptionalLong step(byte[] secret, String code, long now, long lastUsed) {
        byte[] sent = code.getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        for (long step = now - STEPS_OFF; step <= now + STEPS_OFF; step++) {
            boolean same = MessageDigest.isEqual(sent, code(secret, step).getBytes(StandardCharsets.UTF_8));
            if (same && step > lastUsed && found.isEmpty()) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** The code of a step. RFC 4226, section 5.3. */
    static String code(byte[] secret, long step) {
        byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
        String digits = Integer.toString(number % CODES);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /** A secret as people type it into an authenticator; whole groups of five bytes. */
    static String base32(byte[] secret) {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte each : secret) {
            held = (held << Byte.SIZE) | (each & 0xff);
            bits += Byte.SIZE;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt((held >> bits) & 31));
            }
            held &= (1 << bits) - 1;
        }
        return text.toString();
    }

    private static byte[] hmac(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA1", e);
        }
    }
}
