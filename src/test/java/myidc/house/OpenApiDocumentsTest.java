package myidc.house;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The four contracts as reviewed files in {@code golden/openapi}: a change of an operation or of a shape changes its file
 * ({@code -Dgolden=write}), which somebody then reads.
 */
@QuarkusTest
class OpenApiDocumentsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/openapi");
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Map<String, String> CONTRACTS =
            Map.of("tenant", "/{api}/", "admin", "/admin/v1/", "export", "/export/v1/", "portal", "/portal/v1/");

    private final ObjectMapper json = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @ParameterizedTest
    @CsvSource({"tenant", "admin", "export", "portal"})
    void theContractIsTheReviewedOne(String name) throws IOException {
        String now = write(contract(name, published()));
        Path file = GOLDEN.resolve(name + ".json");
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, now);
        }

        assertThat(file).as("make it by -Dgolden=write, then read it").exists();
        assertThat(now)
                .as("%s: renew it by -Dgolden=write, then read the difference", file)
                .isEqualTo(Files.readString(file));
    }

    @Test
    void everyPublishedOperationIsOfAContractOrASignIn() throws IOException {
        Set<String> others = new TreeSet<>();
        published().path("paths").fieldNames().forEachRemaining(path -> {
            if (CONTRACTS.values().stream().noneMatch(path::startsWith)) {
                others.add(path);
            }
        });
        assertThat(others).allMatch(path -> path.matches("/(auth|oauth|login|logout|authorize|token)(/.*)?"));
    }

    private JsonNode published() throws JsonProcessingException {
        return json.readTree(given().get("/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /** A contract's paths, with the schemas they lead to and no others. */
    private ObjectNode contract(String name, JsonNode all) {
        ObjectNode contract = json.createObjectNode();
        ObjectNode paths = contract.putObject("paths");
        all.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith(String.valueOf(CONTRACTS.get(name))))
                .forEach(path -> paths.set(path.getKey(), path.getValue()));
        assertThat(paths.size()).isPositive();
        Map<String, JsonNode> schemas = new TreeMap<>();
        Deque<JsonNode> open = new ArrayDeque<>();
        open.add(paths);
        while (!open.isEmpty()) {
            open.pop().findValuesAsText("$ref").stream()
                    .filter(ref -> ref.startsWith(SCHEMAS))
                    .map(ref -> ref.substring(SCHEMAS.length()))
                    .filter(schema -> !schemas.containsKey(schema))
                    .forEach(schema -> {
                        JsonNode shape = all.at("/components/schemas").path(schema);
                        schemas.put(schema, shape);
                        open.push(shape);
                    });
        }
        ObjectNode shapes = contract.putObject("schemas");
        schemas.forEach(shapes::set);
        return contract;
    }

    private String write(ObjectNode contract) throws JsonProcessingException {
        return json.writeValueAsString(json.treeToValue(contract, Object.class)) + "\n";
    }
}
