package myidc.api.tenant.wire;

/** The length of an IPv4 network in the notation that the wire uses beside it. */
public final class SubnetMask {
    private SubnetMask() {}

    /** The mask of a length from 0 to 32, such as {@code 255.255.255.0}. */
    public static String of(int length) {
        long bits = length == 0 ? 0 : (0xFFFF_FFFFL << (32 - length)) & 0xFFFF_FFFFL;
        return (bits >> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
    }
}
