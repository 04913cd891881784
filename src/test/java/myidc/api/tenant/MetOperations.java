package myidc.api.tenant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Which class of tests is answered with a 2xx by which operation: a golden file, held to by the classes it names. */
final class MetOperations {
    private static final Path FILE = Path.of("src/test/resources/golden/linode-operations-met.txt");

    private final TreeMap<String, String> testsByOperation = new TreeMap<>();

    private MetOperations(List<String> lines) {
        lines.stream()
                .map(line -> line.split(" \\| ", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> testsByOperation.put(parts[0], parts[1]));
    }

    static MetOperations read() {
        try {
            return new MetOperations(Files.readAllLines(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean knows(String operation) {
        return testsByOperation.containsKey(operation);
    }

    /** What the file says the class meets. */
    List<String> promisedBy(String testClass) {
        return testsByOperation.entrySet().stream()
                .filter(row -> row.getValue().equals(testClass))
                .map(row -> row.getKey())
                .toList();
    }

    /** Names the class for what nobody is named for yet, and forgets what it no longer meets. */
    void write(String testClass, Set<String> met) {
        promisedBy(testClass).stream()
                .filter(operation -> !met.contains(operation))
                .forEach(testsByOperation::remove);
        met.forEach(operation -> testsByOperation.putIfAbsent(operation, testClass));
        StringBuilder lines = new StringBuilder();
        testsByOperation.forEach((operation, test) ->
                lines.append(operation).append(" | ").append(test).append('\n'));
        try {
            Files.writeString(FILE, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
