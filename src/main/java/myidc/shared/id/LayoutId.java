package myidc.shared.id;

/** Identity of a plan of what is to stand where. */
public record LayoutId(long value) implements Id {
    @Override
    public String kind() {
        return "layout";
    }

    @Override
    public String toString() {
        return text();
    }
}
