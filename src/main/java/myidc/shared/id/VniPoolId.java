package myidc.shared.id;

/** Identity of a pool of VNIs. */
public record VniPoolId(long value) implements Id {
    @Override
    public String kind() {
        return "vnipool";
    }

    @Override
    public String toString() {
        return text();
    }
}
