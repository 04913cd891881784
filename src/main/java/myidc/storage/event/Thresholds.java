package myidc.storage.event;

/**
 * When to warn, and when to stop warning.
 *
 * @param bytes percent of the use at which writes stop
 * @param inodes percent of all inodes
 * @param metadata percent of the metadata's room
 * @param forecastDays days until anything of it is full; here the raising value is the lower one
 */
public record Thresholds(Band bytes, Band inodes, Band metadata, Band forecastDays) {
    public static final Thresholds DEFAULT =
            new Thresholds(new Band(85, 80), new Band(85, 80), new Band(80, 75), new Band(30, 45));

    /** Two values apart, so that what swings about one of them does not warn again and again. */
    public record Band(int raiseAt, int clearAt) {}
}
