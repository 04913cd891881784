package myidc.scan;

/** A file that is in no figure, and why. */
record NotCounted(String volume, String path, Reason reason, String detail) {
    /** Why a file is in no figure. */
    enum Reason {
        /** It was written to while it was read, twice over. */
        CHANGED,
        /** It was there when the scan began. */
        VANISHED,
        UNREADABLE,
        /** Neither a file, a directory nor a block device. */
        NO_DATA
    }
}
