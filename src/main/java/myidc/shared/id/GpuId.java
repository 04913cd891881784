package myidc.shared.id;

/** Identity of a GPU of a host. */
public record GpuId(long value) implements Id {
    @Override
    public String kind() {
        return "gpu";
    }

    @Override
    public String toString() {
        return text();
    }
}
