package myidc.platform.asof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import myidc.platform.axon.EventNames;
import myidc.platform.privacy.PersonKeys;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventWordsTest {
    private static final Set<String> ACRONYMS =
            Set.of("CPU", "GPU", "PDU", "SDFS", "SSH", "UPS", "VDO", "VLAN", "VPC", "ZFS");

    @Inject
    EventWords words;

    @Inject
    EventNames names;

    @Inject
    PersonKeys keys;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void placeholdersAreFilledFromTheFactAndIdsReadAsNames() throws Exception {
        JsonNode fact = json.readTree("""
                {"deviceId":3,"fromRackId":1,"rackId":2,"siteId":1,"face":"FRONT","positionU":12.5}""");

        assertThat(words.tell("inventory.DeviceMoved", fact))
                .isEqualTo(Map.of(
                        "en", "Moved from rack-1 to rack-2 at U 12.5, front",
                        "zh-CN", "从 rack-1 移至 rack-2，第 12.5 U，前面"));
    }

    @Test
    void aValueWithWordsOfItsOwnIsToldByThem() throws Exception {
        assertThat(words.tell("compute.MaintenancePolicySet", json.readTree("{\"policy\":\"POWER_OFF_ON\"}")))
                .isEqualTo(Map.of(
                        "en", "When its host is worked on: it is shut down and started again afterwards",
                        "zh-CN", "宿主机维护时：先关机，维护后再开机"));
        assertThat(words.tell("compute.MaintenancePolicySet", json.readTree("{\"policy\":\"UNHEARD\"}")))
                .containsEntry("en", "When its host is worked on: UNHEARD");
    }

    @Test
    void whatIsAbsentReadsAsADash() throws Exception {
        JsonNode fact = json.readTree("{\"deviceId\":3,\"name\":\"node-3\",\"assetTag\":null}");

        assertThat(words.tell("inventory.DeviceRelabelled", fact))
                .containsEntry("en", "Relabelled as node-3, asset tag —");
    }

    @Test
    void aFactNobodyHasWordsForIsToldByItsName() throws Exception {
        assertThat(words.tell("inventory.Unheard", json.readTree("{}"))).containsEntry("en", "inventory.Unheard");
    }

    @Test
    void everyPlaceholderOfEveryFactIsAFieldOfIt() throws Exception {
        try (Stream<Path> goldens = Files.list(Path.of("src/test/resources/golden/events"))) {
            for (Path golden : goldens.toList()) {
                String name = golden.getFileName().toString().replace(".json", "");
                JsonNode fact = readable((ObjectNode) json.readTree(golden.toFile()));
                assertThat(words.tell(name, fact).values())
                        .as(name)
                        .allSatisfy(said -> assertThat(said).doesNotContain("—").doesNotContain("{"));
            }
        }
    }

    /** Whatever a field of such a type may say is told in words; a value that is a word of the field itself stays. */
    @Test
    void everyValueOfATypeThatListsItsValuesHasWordsInBothLanguages() throws Exception {
        Set<String> raw = new TreeSet<>();
        try (Stream<Path> goldens = Files.list(Path.of("src/test/resources/golden/events"))) {
            for (Path golden : goldens.toList()) {
                String name = golden.getFileName().toString().replace(".json", "");
                ObjectNode fact = readable((ObjectNode) json.readTree(golden.toFile()));
                Class<?> type = names.classOf(name);
                if (type != null) {
                    listed(
                            type,
                            fact,
                            (value, constant) -> words.tell(name, fact).forEach((language, said) -> {
                                if (said.matches(".*\\b" + constant + "\\b.*") && !ACRONYMS.contains(constant)) {
                                    raw.add(language + " " + name + ": " + value + "." + constant);
                                }
                            }));
                }
            }
        }
        assertThat(raw).isEmpty();
    }

    /** Puts every constant into each such field of the record, one after the other. */
    private static void listed(Class<?> record, ObjectNode at, BiConsumer<String, String> told) {
        for (RecordComponent component : record.getRecordComponents()) {
            JsonNode value = at.path(component.getName());
            Class<?> type = component.getType();
            if (type.isEnum()) {
                for (Object constant : type.getEnumConstants()) {
                    at.put(component.getName(), constant.toString());
                    told.accept(component.getName(), constant.toString());
                }
                at.set(component.getName(), value);
            } else if (type.isRecord() && value instanceof ObjectNode inner) {
                listed(type, inner, told);
            } else if (value.isArray()
                    && component.getGenericType() instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> item) {
                listedEach(component.getName(), item, at, told);
            }
        }
    }

    private static void listedEach(String field, Class<?> item, ObjectNode at, BiConsumer<String, String> told) {
        JsonNode kept = at.path(field);
        if (item.isEnum()) {
            for (Object constant : item.getEnumConstants()) {
                at.putArray(field).add(constant.toString());
                told.accept(field, constant.toString());
            }
            at.set(field, kept);
        } else if (item.isRecord()) {
            kept.forEach(each -> {
                if (each instanceof ObjectNode inner) {
                    listed(item, inner, told);
                }
            });
        }
    }

    /** With what is sealed in it sealed by a key that is there. */
    private ObjectNode readable(ObjectNode fact) {
        ObjectNode sealed = fact.deepCopy();
        fact.properties().stream()
                .filter(field -> field.getValue().has("sealed"))
                .forEach(field -> sealed.set(field.getKey(), json.valueToTree(keys.seal("person-words", "a text"))));
        return sealed;
    }
}
