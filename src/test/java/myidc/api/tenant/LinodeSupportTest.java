package myidc.api.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import myidc.api.tenant.ServedOperations.Served;
import org.junit.jupiter.api.Test;

/** {@code docs/linode-support.md} says of every operation seen on Linode's wire what becomes of it here. */
class LinodeSupportTest {
    private static final Path DOCUMENT = Path.of("docs/linode-support.md");
    private static final Path OPERATIONS = Path.of("src/test/resources/golden/linode-operations.txt");
    private static final Path UNTESTED = Path.of("src/test/resources/golden/linode-operations-untested.txt");
    // Recorded without a body: refused, or empty.
    private static final String UNSHAPED = "GET (/profile/grants|/linode/instances/\\{}/configs/\\{}/interfaces)";
    /** A stream, tested by itself; what is always refused, and what is until something measures traffic. */
    private static final Set<String> NEVER_MET = Set.of(
            "GET /live",
            "POST /support/tickets/{ticketId}/attachments",
            "GET /linode/instances/{linodeId}/stats",
            "GET /linode/instances/{linodeId}/stats/{year}/{month}");

    private static final Path RECORDED = Path.of("../shared/data/linode/wire-ops.txt");

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

    @Test
    void everyOperationIsMetByATest() throws IOException {
        MetOperations met = MetOperations.read();
        List<String> untested = ServedOperations.all().stream()
                .map(Served::text)
                .filter(operation -> !NEVER_MET.contains(operation) && !met.knows(operation))
                .toList();
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(UNTESTED, String.join("\n", untested));
        }

        assertThat(untested)
                .as("met by -Dgolden=write with the tests that should meet them")
                .containsExactlyElementsOf(Files.readAllLines(UNTESTED).stream()
                        .filter(line -> !line.isBlank())
                        .toList());
    }

    @Test
    void whatIsKnownOfAnswersCoversEveryRecordedOperation() throws IOException {
        List<String> known = WireAnswers.read().known();
        List<Pattern> patterns = known.stream()
                .map(each -> Pattern.compile(each.replace("{}", "[^/]+")))
                .toList();

        assertThat(Files.readAllLines(OPERATIONS).stream()
                        .map(line -> line.split(" \\| ", -1)[0])
                        .filter(each -> !each.matches(UNSHAPED))
                        .filter(each -> patterns.stream()
                                .noneMatch(one -> one.matcher(each).matches())))
                .isEmpty();
    }

    private static String document() throws IOException {
        List<Served> served = ServedOperations.all();
        StringBuilder rows = new StringBuilder();
        TreeSet<String> matched = new TreeSet<>();
        int count = 0;
        List<String> operations = Files.readAllLines(OPERATIONS);
        for (String line : operations) {
            String[] parts = line.split(" \\| ", 2);
            // An id that may hold a slash answers for what it has never heard of.
            Optional<Served> match = parts.length == 2 && parts[1].startsWith("not here")
                    ? Optional.empty()
                    : ServedOperations.answering(served, parts[0]);
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
}
