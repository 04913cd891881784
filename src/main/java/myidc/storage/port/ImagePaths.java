package myidc.storage.port;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.storage.event.Tool;
import myidc.storage.report.PoolOutputs.Output;

/** Paths in what {@code find} printed; what is not a line of it is left for the reader to refuse. */
final class ImagePaths {
    private static final Pattern ROW = Pattern.compile("\\d+:\\d+ \\d+ [1-9]\\d* (/.+)");

    private ImagePaths() {}

    static List<String> in(List<Output> outputs, int most) {
        List<String> paths = new ArrayList<>();
        for (Output output : outputs) {
            if (output.tool() != Tool.FIND) {
                continue;
            }
            for (String line : output.text().split("\n", -1)) {
                Matcher row = ROW.matcher(line);
                if (row.matches() && paths.size() < most) {
                    paths.add(row.group(1));
                }
            }
        }
        return paths;
    }
}
