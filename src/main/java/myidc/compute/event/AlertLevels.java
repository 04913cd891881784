package myidc.compute.event;

/**
 * Above what a guest's tenant is told; 0 for never. Averages of two hours, after Linode's reference
 * (PUT /linode/instances/{linodeId}, alerts).
 *
 * @param cpuPercent of one processor
 * @param networkInMbps megabits a second
 * @param networkOutMbps megabits a second
 * @param transferPercent of the month's transfer that comes with its plan
 * @param ioPerSecond blocks read and written a second
 */
public record AlertLevels(int cpuPercent, int networkInMbps, int networkOutMbps, int transferPercent, int ioPerSecond) {
    private static final int CPU = 90;
    private static final int NETWORK = 10;
    private static final int TRANSFER = 80;
    private static final int IO = 10_000;

    /** What holds until somebody says otherwise. */
    public static AlertLevels usual(int vcpus) {
        return new AlertLevels(CPU * vcpus, NETWORK, NETWORK, TRANSFER, IO);
    }
}
