package myidc.driver.rfb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import myidc.compute.port.GuestConsoles.Viewer;

/** What a server of RFB and its client say first, when the client need not prove who it is: RFC 6143, 7.1. */
public final class RfbGreeting {
    public static final int VERSION_BYTES = 12;
    private static final byte[] ONE_KIND_NONE = {1, 1};
    private static final byte[] GOOD = {0, 0, 0, 0};

    private int awaited = VERSION_BYTES;
    private boolean versionSaid;
    private boolean over;

    /** What the server says before anything else. */
    public static byte[] version() {
        return "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII);
    }

    /** Answers what belongs to the greeting; the rest of the piece, which comes after it, is returned. */
    public byte[] take(byte[] piece, Viewer viewer) {
        int from = 0;
        while (!over && from < piece.length) {
            int taken = Math.min(awaited, piece.length - from);
            from += taken;
            awaited -= taken;
            if (awaited == 0 && !versionSaid) {
                versionSaid = true;
                awaited = 1;
                viewer.bytes(ONE_KIND_NONE.clone());
            } else if (awaited == 0) {
                over = true;
                viewer.bytes(GOOD.clone());
            }
        }
        return from == 0 ? piece : Arrays.copyOfRange(piece, from, piece.length);
    }
}
