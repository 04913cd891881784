package myidc.tenancy;

/** What an authenticator computes. */
public final class Authenticator {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Authenticator() {}

    /** The code of a secret in Base32 at the seconds since 1970. */
    public static String code(String base32, long seconds) {
        return Totp.code(decoded(base32), seconds / Totp.STEP_SECONDS);
    }

    static byte[] decoded(String base32) {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int letter = ALPHABET.indexOf(base32.charAt(bit / 5));
            bytes[bit / 8] |= (byte) (((letter >> (4 - bit % 5)) & 1) << (7 - bit % 8));
        }
        return bytes;
    }
}
