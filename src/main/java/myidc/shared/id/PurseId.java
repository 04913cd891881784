package myidc.shared.id;

/** Identity of a purse. */
public record PurseId(long value) implements Id {
    @Override
    public String kind() {
        return "purse";
    }

    @Override
    public String toString() {
        return text();
    }
}
