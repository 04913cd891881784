package myidc.shared.id;

/** Identity of a tenant's request to be a member of a group in which another shares images. */
public record ShareTokenId(long value) implements Id {
    @Override
    public String kind() {
        return "sharetoken";
    }

    @Override
    public String toString() {
        return text();
    }
}
