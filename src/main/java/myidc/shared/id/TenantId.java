package myidc.shared.id;

/** Identity of a tenant. */
public record TenantId(long value) implements Id {
    @Override
    public String kind() {
        return "tenant";
    }

    @Override
    public String toString() {
        return text();
    }
}
