package myidc.shared.id;

/** Identity of a oauth client. */
public record OauthClientId(long value) implements Id {
    @Override
    public String kind() {
        return "oauthclient";
    }

    @Override
    public String toString() {
        return text();
    }
}
