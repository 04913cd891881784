package myidc.network.files;

/** Lengths of IPv4 networks as masks. */
final class Masks {
    private Masks() {}

    static String dotted(int length) {
        long bits = length == 0 ? 0 : (0xFFFF_FFFFL << (32 - length)) & 0xFFFF_FFFFL;
        return (bits >> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
    }
}
