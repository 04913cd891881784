package myidc.shared.id;

/** Identity of a prefix. */
public record PrefixId(long value) implements Id {
    @Override
    public String kind() {
        return "prefix";
    }

    @Override
    public String toString() {
        return text();
    }
}
