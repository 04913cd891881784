package myidc.shared.id;

/** Identity of a group of VLANs. */
public record VlanGroupId(long value) implements Id {
    @Override
    public String kind() {
        return "vlangroup";
    }

    @Override
    public String toString() {
        return text();
    }
}
