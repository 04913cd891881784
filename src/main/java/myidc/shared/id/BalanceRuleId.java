package myidc.shared.id;

/** Identity of a balancing rule. */
public record BalanceRuleId(long value) implements Id {
    @Override
    public String kind() {
        return "balancerule";
    }

    @Override
    public String toString() {
        return text();
    }
}
