package myidc.shared.id;

/** Identity of a account. */
public record AccountId(long value) implements Id {
    @Override
    public String kind() {
        return "account";
    }

    @Override
    public String toString() {
        return text();
    }
}
