package myidc.shared.id;

/** Identity of a promotion. */
public record PromotionId(long value) implements Id {
    @Override
    public String kind() {
        return "promotion";
    }

    @Override
    public String toString() {
        return text();
    }
}
