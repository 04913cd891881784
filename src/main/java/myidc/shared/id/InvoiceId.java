package myidc.shared.id;

/** Identity of a invoice. */
public record InvoiceId(long value) implements Id {
    @Override
    public String kind() {
        return "invoice";
    }

    @Override
    public String toString() {
        return text();
    }
}
