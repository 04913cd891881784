package myidc.shared.id;

/** Identity of a price book. */
public record PriceBookId(long value) implements Id {
    @Override
    public String kind() {
        return "pricebook";
    }

    @Override
    public String toString() {
        return text();
    }
}
