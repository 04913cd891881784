package myidc.compute.event;

/** How a disk that begins as a copy of another is made. */
public enum CopyKind {
    /** It grows from the file that its source grows from, on the same host; only what was written to the source is copied. */
    LINKED,
    /** It grows from no other file. */
    FULL
}
