package myidc.house;

/** Credentials of the tests' callers. */
final class TestTokens {
    static final String OPERATOR = "operator-token-of-tests";

    private TestTokens() {}

    static String tenant() {
        return OPERATOR;
    }
}
