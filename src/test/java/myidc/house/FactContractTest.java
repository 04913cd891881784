package myidc.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import myidc.platform.axon.EventNames;
import myidc.platform.axon.StoreMapper;
import org.junit.jupiter.api.Test;

/** A fact's stored name and JSON shape are a contract: one golden file per fact, in {@code golden/events}. */
@QuarkusTest
class FactContractTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/events");

    private final ObjectMapper json = StoreMapper.facts().enable(SerializationFeature.INDENT_OUTPUT);

    @Inject
    EventNames names;

    @Test
    void everyFactIsStoredAsItsGoldenFileSays() throws IOException {
        boolean write = "write".equals(System.getProperty("golden"));
        List<String> differing = new ArrayList<>();
        for (Class<?> fact : facts()) {
            String stored = json.writeValueAsString(SampleFact.of(fact)) + "\n";
            Path file = GOLDEN.resolve(names.nameOf(fact) + ".json");
            if (write && !Files.exists(file)) {
                Files.createDirectories(GOLDEN);
                Files.writeString(file, stored);
            }
            if (!Files.exists(file) || !Files.readString(file).equals(stored)) {
                differing.add(names.nameOf(fact) + " is stored as " + stored);
            }
        }
        assertThat(differing)
                .as("facts without a golden file (make it by -Dgolden=write) or other than theirs")
                .isEmpty();
    }

    @Test
    void everyGoldenFileReadsAsItsFactAndBack() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".json", "");
                Class<?> fact = names.classOf(name);
                assertThat(fact)
                        .as("%s is still known: stored names are for ever", name)
                        .isNotNull();
                Object read = json.readValue(Files.readString(file), fact);
                assertThat(json.writeValueAsString(read) + "\n").isEqualTo(Files.readString(file));
            }
        }
    }

    @Test
    void everyFactHasWords() throws IOException {
        Properties words = TidyTest.words("en");
        assertThat(facts().stream().map(names::nameOf))
                .allSatisfy(name -> assertThat(words)
                        .as("words for %s in words/events_en.properties", name)
                        .containsKey(name));
    }

    /** All facts but those of tests' own aggregates. */
    private List<Class<?>> facts() {
        return names.facts().stream()
                .filter(fact -> !String.valueOf(names.nameOf(fact)).startsWith("trial."))
                .toList();
    }
}
