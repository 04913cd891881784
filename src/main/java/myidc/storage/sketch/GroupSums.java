package myidc.storage.sketch;

/** A group's sums over kept chunks: of lengths by what they mean for it, and of squares for their errors. */
final class GroupSums {
    long chunks;
    double standalone;
    double standaloneSquares;
    double reclaimable;
    double reclaimableSquares;
    double attributed;
    double attributedSquares;

    /** Chunks of one volume of the group only. */
    void addAlone(long number, double sum, double squares) {
        chunks += number;
        standalone += sum;
        standaloneSquares += squares;
        reclaimable += sum;
        reclaimableSquares += squares;
        attributed += sum;
        attributedSquares += squares;
    }

    /** Chunks to which the group refers {@code mine} of {@code all} times. */
    void add(int number, double sum, double squares, long mine, long all) {
        chunks += number;
        standalone += sum;
        standaloneSquares += squares;
        double whole = mine == all ? 1 : 0;
        reclaimable += sum * whole;
        reclaimableSquares += squares * whole;
        double share = (double) mine / all;
        attributed += sum * share;
        attributedSquares += squares * share * share;
    }
}
