package myidc.shared.id;

/** Identity of a tag. */
public record TagId(long value) implements Id {
    @Override
    public String kind() {
        return "tag";
    }

    @Override
    public String toString() {
        return text();
    }
}
