package myidc.shared.id;

/** Identity of a device. */
public record DeviceId(long value) implements Id {
    @Override
    public String kind() {
        return "device";
    }

    @Override
    public String toString() {
        return text();
    }
}
