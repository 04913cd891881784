package myidc.shared.id;

/** Identity of space in a rack kept free. */
public record ReservationId(long value) implements Id {
    @Override
    public String kind() {
        return "reservation";
    }

    @Override
    public String toString() {
        return text();
    }
}
