package myidc.shared.id;

/** Identity of a way to pay that an account keeps. */
public record PaymentMethodId(long value) implements Id {
    @Override
    public String kind() {
        return "paymentmethod";
    }

    @Override
    public String toString() {
        return text();
    }
}
