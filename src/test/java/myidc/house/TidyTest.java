package myidc.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules over source text that no formatter knows. */
class TidyTest {
    private static final int FILE_LINES_MAX = 400;
    private static final Pattern BANNED_SUFFIX =
            Pattern.compile(".*(Manager|Helper|Utils?|Impl|Base|Info|Dto|Service)\\.java");
    private static final Pattern MIGRATION = Pattern.compile("(V\\d{12}__[a-z]+(_[a-z0-9]+)+|R__[a-z_]+)\\.sql");

    @Test
    void filesAreShort() throws IOException {
        List<String> long_ = new ArrayList<>();
        for (Path file : sources()) {
            int lines = Files.readAllLines(file).size();
            if (lines > FILE_LINES_MAX) {
                long_.add(file + ": " + lines);
            }
        }
        assertThat(long_).as("files over " + FILE_LINES_MAX + " lines").isEmpty();
    }

    @Test
    void namesSayWhatThingsAre() throws IOException {
        assertThat(sources())
                .map(path -> path.getFileName().toString())
                .noneMatch(name -> BANNED_SUFFIX.matcher(name).matches() || name.startsWith("Abstract"));
    }

    @Test
    void noMarkersOfUnfinishedWork() throws IOException {
        Pattern marker = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|HA" + "CK)\\b");
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            if (marker.matcher(Files.readString(file)).find()) {
                found.add(file.toString());
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void migrationsSayTheirIntent() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name -> MIGRATION.matcher(name).matches());
        }
    }

    @Test
    void everyMigrationHasAnInstantOfItsOwn() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(files.map(file -> file.getFileName().toString().split("__", 2)[0]))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void wordsAreCompleteInBothLanguages() throws IOException {
        assertThat(words("en").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(words("zh-CN").stringPropertyNames());
    }

    static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (var reader =
                Files.newBufferedReader(Path.of("src/main/resources/words/events_" + language + ".properties"))) {
            words.load(reader);
        }
        return words;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
