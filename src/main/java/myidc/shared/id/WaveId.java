package myidc.shared.id;

/** Identity of a wave: guests that are moved, stopped or started one after another. */
public record WaveId(long value) implements Id {
    @Override
    public String kind() {
        return "wave";
    }

    @Override
    public String toString() {
        return text();
    }
}
