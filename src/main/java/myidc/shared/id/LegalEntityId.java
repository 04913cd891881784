package myidc.shared.id;

/** Identity of a legal entity. */
public record LegalEntityId(long value) implements Id {
    @Override
    public String kind() {
        return "entity";
    }

    @Override
    public String toString() {
        return text();
    }
}
