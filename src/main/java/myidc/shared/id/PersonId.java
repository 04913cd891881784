package myidc.shared.id;

/** Identity of a person. */
public record PersonId(long value) implements Id {
    @Override
    public String kind() {
        return "person";
    }

    @Override
    public String toString() {
        return text();
    }
}
