package myidc.tenancy;

import myidc.shared.Refusal;

/** Every way tenancy says no. */
public enum TenancyRefusal implements Refusal {
    TENANT_NAME_TAKEN(Kind.CONFLICT),
    TENANT_NOT_FOUND(Kind.NOT_FOUND),
    TENANT_SUSPENDED(Kind.FORBIDDEN),
    TENANT_ALREADY_SUSPENDED(Kind.CONFLICT),
    TENANT_NOT_SUSPENDED(Kind.CONFLICT),
    USERNAME_TAKEN(Kind.CONFLICT),
    PERSON_NOT_FOUND(Kind.NOT_FOUND),
    PERSON_GONE(Kind.CONFLICT),
    LAST_OPERATOR(Kind.CONFLICT),
    LAST_UNRESTRICTED_USER(Kind.CONFLICT),
    PASSWORD_WRONG(Kind.INVALID),
    SIGN_IN_REFUSED(Kind.UNAUTHENTICATED),
    SECOND_FACTOR_NEEDED(Kind.UNAUTHENTICATED),
    SECOND_FACTOR_REFUSED(Kind.UNAUTHENTICATED),
    SECOND_FACTOR_NOT_OFFERED(Kind.CONFLICT),
    SECOND_FACTOR_WRONG(Kind.INVALID),
    TOO_MANY_ATTEMPTS(Kind.TOO_MANY),
    SSH_KEY_NOT_FOUND(Kind.NOT_FOUND),
    SSH_KEYS_EXHAUSTED(Kind.CONFLICT),
    TOKEN_NOT_FOUND(Kind.NOT_FOUND),
    TOKEN_REVOKED(Kind.CONFLICT),
    TOKENS_EXHAUSTED(Kind.CONFLICT),
    TOKEN_ALREADY_KNOWN(Kind.CONFLICT),
    SCOPES_TOO_WIDE(Kind.INVALID),
    OAUTH_CLIENT_NOT_FOUND(Kind.NOT_FOUND),
    FOUNDER_EXISTS(Kind.CONFLICT);

    private final Kind kind;

    TenancyRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String context() {
        return "tenancy";
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
