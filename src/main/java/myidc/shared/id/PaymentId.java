package myidc.shared.id;

/** Identity of a payment. */
public record PaymentId(long value) implements Id {
    @Override
    public String kind() {
        return "payment";
    }

    @Override
    public String toString() {
        return text();
    }
}
