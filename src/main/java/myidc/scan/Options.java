package myidc.scan;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import myidc.storage.sketch.PoolSecret;
import myidc.storage.sketch.Tally;
import org.jspecify.annotations.Nullable;

/**
 * What a scan is asked to do.
 *
 * @param paths volumes by their names
 * @param groups names of groups, and of the volumes in each
 * @param perFile whether each file below a directory is a volume of its own
 */
record Options(
        SortedMap<String, Path> paths,
        SortedMap<String, List<String>> groups,
        boolean perFile,
        How how,
        Output output) {

    /**
     * How data are read and counted.
     *
     * @param settings one, or several to compare
     * @param throttleBytes a second; 0 is unlimited
     */
    record How(List<Tally.Settings> settings, PoolSecret secret, int threads, long throttleBytes) {
        Tally.Settings first() {
            return settings.getFirst();
        }
    }

    /**
     * Where results go.
     *
     * @param json instead of a table
     * @param compare whether the table is one of methods
     * @param sketch where the sketch is written, null for nowhere
     * @param fresh whether what an interrupted scan left is ignored
     */
    record Output(boolean json, boolean compare, @Nullable Path sketch, boolean fresh) {}
}
