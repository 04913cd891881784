package myidc.shared.id;

/** Identity of a group of a tenant's users. */
public record UserGroupId(long value) implements Id {
    @Override
    public String kind() {
        return "usergroup";
    }

    @Override
    public String toString() {
        return text();
    }
}
