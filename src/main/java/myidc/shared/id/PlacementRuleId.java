package myidc.shared.id;

/** Identity of a placement rule. */
public record PlacementRuleId(long value) implements Id {
    @Override
    public String kind() {
        return "placementrule";
    }

    @Override
    public String toString() {
        return text();
    }
}
