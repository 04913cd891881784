package myidc.shared.id;

/** Identity of a host. */
public record HostId(long value) implements Id {
    @Override
    public String kind() {
        return "host";
    }

    @Override
    public String toString() {
        return text();
    }
}
