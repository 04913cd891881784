package myidc.compute.event;

/**
 * In what a guest is defined otherwise on its host than the portal defined it.
 *
 * @param part PROCESSORS, MEMORY, DISKS, INTERFACES or FILTER
 * @param booked as the portal defined it, at most 500 characters
 * @param seen as it is there, at most 500 characters
 */
public record Deviation(String part, String booked, String seen) {
    private static final int TEXT_MAX = 500;

    public Deviation {
        booked = cut(booked);
        seen = cut(seen);
    }

    private static String cut(String text) {
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX - 1) + "…";
    }
}
