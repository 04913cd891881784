package myidc.shared.id;

/** Identity of a network interface of a guest. */
public record NicId(long value) implements Id {
    @Override
    public String kind() {
        return "nic";
    }

    @Override
    public String toString() {
        return text();
    }
}
