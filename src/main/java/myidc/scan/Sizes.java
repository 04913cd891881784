package myidc.scan;

import java.util.Locale;

/** Sizes and times for people; sizes in decimal units, as disks are sold. */
final class Sizes {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Sizes() {}

    static String text(double bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= 999.95 && unit + 1 < UNITS.length) {
            value /= 1000;
            unit++;
        }
        return String.format(
                Locale.ROOT, unit == 0 ? "%.0f %s" : value < 10 ? "%.2f %s" : "%.1f %s", value, UNITS[unit]);
    }

    static String text(long bytes) {
        return text((double) bytes);
    }

    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? whole + " s"
                : whole < 3600
                        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                        : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole % 3600 / 60);
    }
}
