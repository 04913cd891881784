package myidc.network;

import java.util.Locale;

/** Hardware addresses of guests' interfaces: the same at all times, so that they can be written down beforehand. */
public final class GuestMac {
    private static final long IDS_BY_THREE_BYTES = 1 << 24;

    private GuestMac() {}

    /**
     * The first interface has QEMU's prefix and three bytes of the guest's number, others a locally administered address
     * with four bytes of it.
     *
     * @param index of the interface, from 0
     */
    public static String of(long guest, int index) {
        if (index == 0 && guest < IDS_BY_THREE_BYTES) {
            return String.format(
                    Locale.ROOT, "52:54:00:%02x:%02x:%02x", guest >> 16 & 0xff, guest >> 8 & 0xff, guest & 0xff);
        }
        return String.format(
                Locale.ROOT,
                "02:%02x:%02x:%02x:%02x:%02x",
                guest >> 24 & 0xff,
                guest >> 16 & 0xff,
                guest >> 8 & 0xff,
                guest & 0xff,
                index & 0xff);
    }
}
