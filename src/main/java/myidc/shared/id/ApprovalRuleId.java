package myidc.shared.id;

/** Identity of an approval rule. */
public record ApprovalRuleId(long value) implements Id {
    @Override
    public String kind() {
        return "approvalrule";
    }

    @Override
    public String toString() {
        return text();
    }
}
