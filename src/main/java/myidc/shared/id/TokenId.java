package myidc.shared.id;

/** Identity of a token. */
public record TokenId(long value) implements Id {
    @Override
    public String kind() {
        return "token";
    }

    @Override
    public String toString() {
        return text();
    }
}
