package myidc.shared.id;

/** Identity of a VLAN. */
public record VlanId(long value) implements Id {
    @Override
    public String kind() {
        return "vlan";
    }

    @Override
    public String toString() {
        return text();
    }
}
