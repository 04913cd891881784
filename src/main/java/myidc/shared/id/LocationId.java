package myidc.shared.id;

/** Identity of a room or a row of racks. */
public record LocationId(long value) implements Id {
    @Override
    public String kind() {
        return "location";
    }

    @Override
    public String toString() {
        return text();
    }
}
