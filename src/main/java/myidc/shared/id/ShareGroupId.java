package myidc.shared.id;

/** Identity of a group in which images are shared. */
public record ShareGroupId(long value) implements Id {
    @Override
    public String kind() {
        return "sharegroup";
    }

    @Override
    public String toString() {
        return text();
    }
}
