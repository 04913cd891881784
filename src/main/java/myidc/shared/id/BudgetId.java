package myidc.shared.id;

/** Identity of a budget. */
public record BudgetId(long value) implements Id {
    @Override
    public String kind() {
        return "budget";
    }

    @Override
    public String toString() {
        return text();
    }
}
