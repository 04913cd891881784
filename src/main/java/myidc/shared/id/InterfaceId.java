package myidc.shared.id;

/** Identity of a guest's interface in a private network. */
public record InterfaceId(long value) implements Id {
    @Override
    public String kind() {
        return "interface";
    }

    @Override
    public String toString() {
        return text();
    }
}
