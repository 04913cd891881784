package myidc.shared;

/** Refusals that belong to no single context. */
public enum CommonRefusal implements Refusal {
    INVALID_FIELD(Kind.INVALID),
    MALFORMED_BODY(Kind.INVALID),
    UNAUTHENTICATED(Kind.UNAUTHENTICATED),
    FORBIDDEN(Kind.FORBIDDEN),
    NOT_FOUND(Kind.NOT_FOUND),
    VERSION_STALE(Kind.STALE),
    IDEMPOTENCY_KEY_REUSED(Kind.UNPROCESSABLE),
    /** A sum over more than one answer reads; narrow the question. */
    TOO_MUCH(Kind.EXHAUSTED),
    TOO_MANY_REQUESTS(Kind.TOO_MANY),
    BUSY(Kind.UNAVAILABLE),
    CLOCK_NOT_MOVABLE(Kind.CONFLICT);

    private final Kind kind;

    CommonRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String context() {
        return "common";
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
