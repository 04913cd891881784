package myidc.shared.id;

/** Identity of a VNI that was given out. */
public record VniId(long value) implements Id {
    @Override
    public String kind() {
        return "vni";
    }

    @Override
    public String toString() {
        return text();
    }
}
