package myidc.api.tenant.linode;

/** The address every guest gives itself, made of the hardware address that its number gives it (RFC 4291, EUI-64). */
final class LinkLocal {
    private LinkLocal() {}

    static String of(long guest) {
        return String.format("fe80::5054:ff:fe%02x:%x", guest >> 16 & 0xFF, guest & 0xFFFF);
    }
}
