package myidc.shared;

/** A reason to say no, named by the business; every context lists its own in one enum. */
public interface Refusal {
    /** The constant's name, for example {@code SLOT_TAKEN}. */
    String name();

    /** The context that refuses, in lower case, for example {@code inventory}. */
    String context();

    Kind kind();

    /** The stable, machine-readable code, for example {@code inventory.SLOT_TAKEN}. */
    default String code() {
        return context() + "." + name();
    }

    /** What kind of no it is; every HTTP door maps kinds to status codes once. */
    enum Kind {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        STALE,
        UNPROCESSABLE,
        TOO_MANY,
        EXHAUSTED,
        UNAVAILABLE
    }
}
