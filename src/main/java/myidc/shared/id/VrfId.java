package myidc.shared.id;

/** Identity of a VRF. */
public record VrfId(long value) implements Id {
    @Override
    public String kind() {
        return "vrf";
    }

    @Override
    public String toString() {
        return text();
    }
}
