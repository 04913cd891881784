package myidc.api.tenant.wire;

import java.util.regex.Pattern;

/**
 * How often an operation may be called with one token: figures after Linode's documentation of 2026, "Rate limits". The
 * first class that fits counts.
 */
enum RateClass {
    CREATE_INSTANCE(20, 15, "POST", "/linode/instances/?"),
    LIST_IMAGES(20, 60, "GET", "/images/?"),
    LIST_STACKSCRIPTS(60, 60, "GET", "/linode/stackscripts/?"),
    STATS(50, 60, "GET", ".*/stats(/.*)?"),
    CREATE_VOLUME(100, 60, "POST", "/volumes/?"),
    OPEN_TICKET(2, 60, "POST", "/support/tickets/?"),
    ACCEPT_TRANSFER(2, 60, "POST", "/account/service-transfers/[^/]+/accept/?"),
    LIST_EVENTS(400, 60, "GET", "/account/events/?"),
    LIST(200, 60, "GET", ".*"),
    OTHER(1_600, 60, "", ".*");

    private final int calls;
    private final int seconds;
    private final String method;
    private final Pattern path;

    RateClass(int calls, int seconds, String method, String path) {
        this.calls = calls;
        this.seconds = seconds;
        this.method = method;
        this.path = Pattern.compile(path);
    }

    int calls() {
        return calls;
    }

    int seconds() {
        return seconds;
    }

    /** As it counts for a person's browsers, whose pages read a list anew whenever something in it has changed. */
    RateClass inBrowsers() {
        return this == LIST_IMAGES || this == LIST_STACKSCRIPTS ? LIST : this;
    }

    static RateClass of(String method, String path, boolean listed) {
        for (RateClass each : values()) {
            boolean fits = (each.method.isEmpty() || each.method.equals(method))
                    && each.path.matcher(path).matches();
            if (fits && (each != LIST || listed)) {
                return each;
            }
        }
        return OTHER;
    }
}
