package myidc.storage.sketch;

/** A sketch that can't be read or used, and why. */
public final class SketchRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    SketchRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why a sketch is refused. */
    public enum Reason {
        /** The first bytes are those of something else. */
        NOT_A_SKETCH,
        /** Written by a later version. */
        FOREIGN_VERSION,
        TRUNCATED,
        /** The checksum or the order is wrong, or a value is impossible. */
        CORRUPT,
        OTHER_SECRET,
        OTHER_CHUNKING,
        /** More volumes or references than the reader takes. */
        TOO_LARGE
    }
}
