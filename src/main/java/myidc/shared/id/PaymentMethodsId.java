package myidc.shared.id;

/** Identity of the ways to pay that an account keeps; it bears the account's number. */
public record PaymentMethodsId(long value) implements Id {
    @Override
    public String kind() {
        return "paymentmethods";
    }

    @Override
    public String toString() {
        return text();
    }
}
