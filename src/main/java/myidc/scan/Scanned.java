package myidc.scan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import myidc.storage.sketch.Counted;
import myidc.storage.sketch.Sketch;
import myidc.storage.sketch.Tally;

/**
 * What a scan found.
 *
 * @param bytes read, in so many seconds
 */
record Scanned(Options options, State state, Tallied tallied, long bytes, double seconds) {
    List<NotCounted> notCounted() {
        return tallied.notCounted();
    }

    /** The volumes as one setting counted them. */
    Sketch sketch(int setting) {
        Tally.Settings settings = options.how().settings().get(setting);
        Map<String, Counted> volumes = new TreeMap<>();
        List<String> names = tallied.volumes();
        for (int volume = 0; volume < names.size(); volume++) {
            volumes.merge(names.get(volume), tallied.sum(volume, setting), Counted::and);
        }
        Sketch.Header header = new Sketch.Header(
                settings.chunking(),
                settings.zeroBits(),
                settings.compression().kind(),
                options.how().secret().id());
        return Sketch.of(header, volumes);
    }

    double bytesPerSecond() {
        return seconds > 0 ? bytes / seconds : 0;
    }
}
