package myidc.shared.id;

/** Identity of a set of firewall rules. */
public record RulesetId(long value) implements Id {
    @Override
    public String kind() {
        return "ruleset";
    }

    @Override
    public String toString() {
        return text();
    }
}
