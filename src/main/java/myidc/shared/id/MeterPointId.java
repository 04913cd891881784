package myidc.shared.id;

/** Identity of a meter point. */
public record MeterPointId(long value) implements Id {
    @Override
    public String kind() {
        return "meterpoint";
    }

    @Override
    public String toString() {
        return text();
    }
}
