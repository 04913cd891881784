package myidc.scan;

/** How a scan ended, and the exit code that says so. */
enum State {
    /** Everything counts. */
    COMPLETE(0),
    /** Some files count in no figure; each is named. */
    INCOMPLETE(6),
    /** Ctrl-C: what was done is kept when there is an --out, and the same command goes on. */
    STOPPED(130),
    /** The sketch or the state of an interrupted scan could not be written: disk full, no such directory. */
    OUTPUT_FAILED(7),
    /** More fingerprints than the heap holds. */
    OUT_OF_MEMORY(8);

    private final int exitCode;

    State(int exitCode) {
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
