package myidc.shared.id;

/** Identity of a instance. */
public record InstanceId(long value) implements Id {
    @Override
    public String kind() {
        return "instance";
    }

    @Override
    public String toString() {
        return text();
    }
}
