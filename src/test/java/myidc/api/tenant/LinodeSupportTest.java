package myidc.api.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/linode-support.md} says of every operation seen on Linode's wire what becomes of it here. */
class LinodeSupportTest {
    private static final java.nio.file.Path DOCUMENT = java.nio.file.Path.of("docs/linode-support.md");
    private static final java.nio.file.Path OPERATIONS =
            java.nio.file.Path.of("src/test/resources/golden/linode-operations.txt");
    private static final java.nio.file.Path RECORDED = java.nio.file.Path.of("../shared/data/linode/wire-ops.txt");

    @Test
    void theDocumentSaysWhatIsServed() throws IOException {
        String written = document();
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(DOCUMENT, written);
        }

        assertThat(DOCUMENT).as("written anew by -Dgolden=write").hasContent(written);
    }

    @Test
    void everyRecordedOperationHasARow() throws IOException {
        assumeTrue(
                Files.exists(RECORDED),
                "shared/data/linode is absent: that the list of operations is whole is not checked");
        List<String> recorded = Files.readAllLines(RECORDED).stream()
                .skip(1)
                .map(line -> line.split(" ", -1)[0] + " " + line.split(" ", -1)[1])
                .toList();

        assertThat(Files.readAllLines(OPERATIONS).stream().map(line -> line.split(" \\| ", -1)[0]))
                .containsExactlyElementsOf(recorded);
    }

    private static String document() throws IOException {
        List<Served> served = served();
        StringBuilder rows = new StringBuilder();
        TreeSet<String> matched = new TreeSet<>();
        int count = 0;
        List<String> operations = Files.readAllLines(OPERATIONS);
        for (String line : operations) {
            String[] parts = line.split(" \\| ", 2);
            // An id that may hold a slash answers for what it has never heard of.
            Optional<Served> match = parts.length == 2 && parts[1].startsWith("not here")
                    ? Optional.empty()
                    : served.stream().filter(each -> each.answers(parts[0])).findFirst();
            match.ifPresent(each -> matched.add(each.text()));
            count += match.isPresent() ? 1 : 0;
            rows.append("| ")
                    .append(parts[0])
                    .append(" | ")
                    .append(match.isPresent() ? "served" : "not here: 404")
                    .append(" | ")
                    .append(parts.length == 2 ? parts[1] : "")
                    .append(" |\n");
        }
        StringBuilder more = new StringBuilder();
        served.stream()
                .map(Served::text)
                .filter(text -> !matched.contains(text))
                .sorted()
                .forEach(text -> more.append("- ").append(text).append('\n'));
        return """
                # What of Linode's API v4 is served

                One row for each of the %d operations that were recorded from the real API, with the names of things in them
                as recorded. %d are served, alike under `/v4` and `/v4beta`. What is not here answers 404 in Linode's envelope,
                which its clients take for a product the account does not have. A test writes this table from the code and
                fails when it is out of date.

                | Operation | State | Remarks |
                |---|---|---|
                %s
                ## Served beyond what was recorded

                %s""".formatted(operations.size(), count, rows, more);
    }

    private static List<Served> served() {
        List<Served> served = new ArrayList<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("myidc.api.tenant").stream()
                        .filter(c -> c.isAnnotatedWith(Path.class))
                        .map(c -> c.reflect())
                        .filter(c -> c.getAnnotation(Path.class).value().startsWith("/{api:"))
                        .forEach(c -> Arrays.stream(c.getDeclaredMethods())
                                .forEach(method ->
                                        verb(method).ifPresent(verb -> served.add(Served.of(verb, c, method)))));
        served.sort((one, other) -> one.text().compareTo(other.text()));
        return served;
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst();
    }

    /** An operation the code serves. */
    private record Served(String verb, String path, Pattern pattern) {
        static Served of(String verb, Class<?> resource, Method method) {
            Path own = method.getAnnotation(Path.class);
            String path = (resource.getAnnotation(Path.class).value() + "/" + (own == null ? "" : own.value()))
                    .replaceFirst("^/\\{api:[^}]*}", "")
                    .replaceAll("/+", "/")
                    .replaceAll("(?<=.)/$", "");
            String pattern = path.replaceAll("\\{[^}:]*:[^}]*\\.\\+}", "<rest>")
                    .replaceAll("\\{[^}]*}", "[^/]+")
                    .replace("<rest>", ".+");
            return new Served(verb, path.replaceAll("\\{([^}:]*):[^}]*}", "{$1}"), Pattern.compile(pattern));
        }

        boolean answers(String operation) {
            String[] parts = operation.split(" ", -1);
            return parts[0].equals(verb) && pattern.matcher(parts[1]).matches();
        }

        String text() {
            return verb + " " + path;
        }
    }
}
