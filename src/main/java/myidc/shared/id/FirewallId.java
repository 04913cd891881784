package myidc.shared.id;

/** Identity of a firewall. */
public record FirewallId(long value) implements Id {
    @Override
    public String kind() {
        return "firewall";
    }

    @Override
    public String toString() {
        return text();
    }
}
