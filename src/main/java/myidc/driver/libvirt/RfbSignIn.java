package myidc.driver.libvirt;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import myidc.driver.rfb.RfbGreeting;

/** How a client of RFB says who it is: RFC 6143, 7.1 and 7.2. */
final class RfbSignIn {
    private static final int NONE = 1;
    private static final int BY_PASSWORD = 2;
    private static final int CHALLENGE_BYTES = 16;
    private static final int KEY_BYTES = 8;
    private static final int REASON_MAX = 1_024;

    private RfbSignIn() {}

    /** Up to where the client would say whether others may look as well. */
    static void signIn(DataInputStream in, OutputStream out, String password) throws IOException {
        byte[] version = in.readNBytes(RfbGreeting.VERSION_BYTES);
        if (!new String(version, StandardCharsets.US_ASCII).startsWith("RFB 003.")) {
            throw new IOException("what answers is no screen");
        }
        out.write(RfbGreeting.version());
        byte[] kinds = in.readNBytes(in.readUnsignedByte());
        int kind = kind(in, kinds);
        out.write(kind);
        if (kind == BY_PASSWORD) {
            out.write(answer(in.readNBytes(CHALLENGE_BYTES), password));
        }
        out.flush();
        if (in.readInt() != 0) {
            throw new IOException(reason(in));
        }
    }

    private static int kind(DataInputStream in, byte[] kinds) throws IOException {
        for (byte kind : kinds) {
            if (kind == NONE || kind == BY_PASSWORD) {
                return kind;
            }
        }
        throw new IOException(kinds.length == 0 ? reason(in) : "the screen wants another proof than a password");
    }

    private static String reason(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 || length > REASON_MAX
                ? "refused"
                : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** The challenge under DES, whose key is the password with the bits of each byte turned round. */
    private static byte[] answer(byte[] challenge, String password) throws IOException {
        byte[] key = Arrays.copyOf(password.getBytes(StandardCharsets.US_ASCII), KEY_BYTES);
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (Integer.reverse(key[i]) >>> 24);
        }
        try {
            Cipher des = Cipher.getInstance("DES/ECB/NoPadding");
            des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
            return des.doFinal(challenge);
        } catch (GeneralSecurityException e) {
            throw new IOException("the challenge cannot be answered", e);
        }
    }
}
