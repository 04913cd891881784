package myidc.metering.intake;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.metering.MeteringRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code virsh domstats --interface} printed on a host: a heading for each guest, below it {@code name=value} lines.
 * A guest that is off has no counts. Counts are as the guest sees them: received is in. Names after libvirt's
 * virConnectGetAllDomainStats, https://libvirt.org/html/libvirt-libvirt-domain.html
 */
public final class DomainTraffic {
    /** Interfaces one output may tell of. */
    public static final int INTERFACES_MAX = 2_000;

    private static final int CHARS_MAX = 4 << 20;
    private static final Pattern HEADING = Pattern.compile("Domain: '(.{1,255})'");
    private static final Pattern VALUE = Pattern.compile("  ([a-z][A-Za-z0-9._-]{0,100})=(.{0,200})");
    private static final Pattern OF_INTERFACE = Pattern.compile("net\\.(\\d{1,3})\\.(rx|tx)\\.bytes");
    private static final Pattern COUNT = Pattern.compile("\\d{1,20}");

    private final List<Seen> seen = new ArrayList<>();
    private final Map<Integer, Map<String, BigDecimal>> open = new TreeMap<>();
    private @Nullable String guest;

    private DomainTraffic() {}

    /**
     * Interfaces of guests that run, in the order of the output.
     *
     * @throws Refused naming the line that is none of such an output
     */
    public static List<Seen> read(String output) {
        if (output.length() > CHARS_MAX) {
            throw unreadable(0, "the output has more than " + CHARS_MAX + " characters");
        }
        DomainTraffic traffic = new DomainTraffic();
        String[] lines = output.split("\r?\n", -1);
        for (int index = 0; index < lines.length; index++) {
            traffic.take(index + 1, lines[index]);
        }
        traffic.endGuest(lines.length);
        if (traffic.guest == null) {
            throw unreadable(0, "there is no guest in it");
        }
        return traffic.seen;
    }

    private void take(int number, String line) {
        if (line.isBlank()) {
            return;
        }
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            endGuest(number);
            guest = heading.group(1);
            return;
        }
        Matcher value = VALUE.matcher(line);
        if (guest == null || !value.matches()) {
            throw unreadable(number, "this is neither a guest's heading nor a value below one");
        }
        Matcher counter = OF_INTERFACE.matcher(value.group(1));
        if (counter.matches()) {
            if (!COUNT.matcher(value.group(2)).matches()) {
                throw unreadable(number, value.group(1) + " must be a whole number");
            }
            Map<String, BigDecimal> counts =
                    open.computeIfAbsent(Integer.valueOf(counter.group(1)), any -> new HashMap<>());
            if (counts.put(counter.group(2), new BigDecimal(value.group(2))) != null) {
                throw unreadable(number, value.group(1) + " was told before");
            }
        }
    }

    private void endGuest(int number) {
        open.forEach((index, counts) -> {
            BigDecimal in = counts.get("rx");
            BigDecimal out = counts.get("tx");
            if (in == null || out == null) {
                throw unreadable(number, "net." + index + " of " + guest + " has bytes of one direction only");
            }
            seen.add(new Seen(guest + "/net." + index, in, out));
        });
        open.clear();
        if (seen.size() > INTERFACES_MAX) {
            throw unreadable(number, "there are more than " + INTERFACES_MAX + " interfaces");
        }
    }

    private static Refused unreadable(int line, String why) {
        return Refused.because(MeteringRefusal.DOMSTATS_UNREADABLE, line == 0 ? why : "line " + line + ": " + why);
    }

    /**
     * An interface and its counts since the guest was started.
     *
     * @param measures what its meter points measure, such as {@code instance-12/net.0}
     * @param in octets that the guest received
     */
    public record Seen(String measures, BigDecimal in, BigDecimal out) {}
}
