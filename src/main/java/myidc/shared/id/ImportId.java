package myidc.shared.id;

/** Identity of an imported batch. */
public record ImportId(long value) implements Id {
    @Override
    public String kind() {
        return "import";
    }

    @Override
    public String toString() {
        return text();
    }
}
