package myidc.shared;

import org.jspecify.annotations.Nullable;

/** An expected no: the refusal, what it means here, and, where it belongs to one, the field of the request. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;
    private final @Nullable String field;
    private final @Nullable String holder;
    private int retryAfterSeconds = 2;

    private Refused(Refusal refusal, String detail, @Nullable String field, @Nullable String holder) {
        super(detail, null, false, false);
        this.refusal = refusal;
        this.field = field;
        this.holder = holder;
    }

    public static Refused because(Refusal refusal, String detail) {
        return new Refused(refusal, detail, null, null);
    }

    public static Refused field(Refusal refusal, String field, String detail) {
        return new Refused(refusal, detail, field, null);
    }

    /** A breach of uniqueness or occupancy; {@code holder} is the thing that holds what was asked for. */
    public static Refused heldBy(Refusal refusal, String field, String detail, String holder) {
        return new Refused(refusal, detail, field, holder);
    }

    /** A no that may be a yes in so many seconds. */
    public static Refused later(Refusal refusal, String detail, int retryAfterSeconds) {
        Refused refused = because(refusal, detail);
        refused.retryAfterSeconds = retryAfterSeconds;
        return refused;
    }

    /** When asking again may help, for refusals for which it may. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    public Refusal refusal() {
        return refusal;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public @Nullable String field() {
        return field;
    }

    public @Nullable String holder() {
        return holder;
    }
}
