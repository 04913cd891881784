package myidc.storage.event;

/** Why a pool's tools told nothing. */
public enum CollectionFailure {
    /** The host could not be reached, or is not the one that is known. */
    UNREACHABLE,
    /** There is no such program there. */
    TOOL_MISSING,
    /** A program ended with an error. */
    TOOL_FAILED,
    /** A program did not end in time and was ended. */
    TIMED_OUT,
    /** A program printed more than is read. */
    TOO_MUCH,
    /** What was printed could not be believed. */
    UNREADABLE
}
