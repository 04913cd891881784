package myidc.shared.id;

/** Identity of a site. */
public record SiteId(long value) implements Id {
    @Override
    public String kind() {
        return "site";
    }

    @Override
    public String toString() {
        return text();
    }
}
