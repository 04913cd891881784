package myidc.shared.id;

/** Identity of a difference between what is declared and what was discovered. */
public record DriftId(long value) implements Id {
    @Override
    public String kind() {
        return "drift";
    }

    @Override
    public String toString() {
        return text();
    }
}
