package myidc.api.tenant.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.shared.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XFilterTest {
    private record Machine(long id, String label, List<String> tags, boolean watched, String image, Instant created) {}

    private static final Attributes<Machine> ATTRIBUTES = new Attributes<Machine>()
            .with("id", Kind.NUMBER, Machine::id)
            .with("label", Kind.TEXT, Machine::label)
            .with("tags", Kind.TEXTS, Machine::tags)
            .with("watchdog.enabled", Kind.FLAG, Machine::watched)
            .with("image", Kind.TEXT, Machine::image)
            .with("created", Kind.TIME, Machine::created);

    private static final List<Machine> MACHINES = List.of(
            new Machine(1, "web-1", List.of("shop"), true, "debian", Instant.parse("2026-01-01T00:00:00.5Z")),
            new Machine(2, "web-2", List.of("shop", "front"), false, "ubuntu", Instant.parse("2026-01-02T00:00:00Z")),
            new Machine(10, "DB", List.of(), true, null, Instant.parse("2026-01-03T00:00:00Z")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{} | [1, 2, 10]",
                "{\"label\": \"web-1\"} | [1]",
                "{\"label\": \"WEB-1\"} | []",
                "{\"label\": {\"+contains\": \"WEB\"}} | [1, 2]",
                "{\"label\": {\"+neq\": \"web-1\"}} | [2, 10]",
                "{\"label\": {\"+or\": [\"web-1\", \"DB\"]}} | [1, 10]",
                "{\"tags\": \"front\"} | [2]",
                "{\"tags\": {\"+contains\": \"sho\"}} | [1, 2]",
                "{\"tags\": {\"+neq\": \"shop\"}} | [10]",
                "{\"id\": {\"+contains\": \"1\"}} | [1, 10]",
                "{\"id\": \"10\"} | [10]",
                "{\"id\": {\"+gt\": 1, \"+lte\": 2.0}} | [2]",
                "{\"image\": null} | [10]",
                "{\"image\": {\"+neq\": null}} | [1, 2]",
                "{\"watchdog.enabled\": true} | [1, 10]",
                "{\"created\": \"2026-01-01T00:00:00\"} | [1]",
                "{\"created\": {\"+gte\": \"2026-01-02\"}} | [2, 10]",
                "{\"created\": {\"+lt\": \"2026-01-02T08:00:00+08:00\"}} | [1]",
                "{\"+or\": [{\"label\": \"DB\"}, {\"+and\": [{\"tags\": \"shop\"}, {\"id\": 2}]}]} | [2, 10]",
                "{\"tags\": \"shop\", \"id\": 2} | [2]",
                "{\"+order_by\": \"id\", \"+order\": \"desc\"} | [10, 2, 1]",
                "{\"+order_by\": \"label\"} | [10, 1, 2]",
                "{\"+order_by\": \"image\"} | [10, 1, 2]",
            })
    void passesWhatTheFilterSays(String header, String ids) {
        List<Long> passing = ATTRIBUTES.apply(MACHINES, XFilterReader.read(header)).stream()
                .map(Machine::id)
                .toList();

        assertThat(passing).hasToString(ids);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{} {}",
                "[]",
                "7",
                "{\"nonsense\": 1}",
                "{\"id\": {\"+nonsense\": 1}}",
                "{\"+nonsense\": 1}",
                "{\"id\": [1]}",
                "{\"id\": \"one\"}",
                "{\"id\": \"1e999999999\"}",
                "{\"created\": \"yesterday\"}",
                "{\"watchdog.enabled\": 3}",
                "{\"+or\": []}",
                "{\"+or\": [1]}",
                "{\"label\": {\"+or\": \"web\"}}",
                "{\"label\": {\"+gt\": {}}}",
                "{\"+order_by\": 3}",
                "{\"+order_by\": \"nonsense\"}",
                "{\"+order_by\": \"id\", \"+order\": \"sideways\"}",
                "{\"+and\":[{\"+and\":[{\"+and\":[{\"+and\":[{\"+and\":[{\"+and\":[{\"+and\":[{\"+and\":[{\"+and\":"
                        + "[{\"+and\":[{\"id\":1}]}]}]}]}]}]}]}]}]}]}",
            })
    void aFaultyFilterIsRefusedByName(String header) {
        assertThatThrownBy(() -> ATTRIBUTES.apply(MACHINES, XFilterReader.read(header)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("X-Filter"));
    }

    @Test
    void anUnknownAttributeIsNamedAsLinodeNamesIt() {
        assertThatThrownBy(() -> ATTRIBUTES.apply(MACHINES, XFilterReader.read("{\"foo\": 1}")))
                .hasMessage("Cannot filter on foo");
    }

    @Test
    void moreConditionsThanTheLimitAreRefused() {
        String many = "{\"id\":{\"+or\":[" + "1,".repeat(200) + "1]}}";

        assertThatThrownBy(() -> XFilterReader.read(many)).hasMessageContaining("200");
    }

    @Test
    void theQueryTakesValuesOnlyAsParameters() {
        HqlFilter query = HqlFilter.of(
                ATTRIBUTES,
                XFilterReader.read(
                        "{\"label\": {\"+contains\": \"50%' or 1=1\"}, \"id\": 3, \"+order_by\": \"label\"}"),
                "id desc",
                7L);

        assertThat(query.where())
                .isEqualTo("(lower(cast(label as string)) like ?2 escape '!'"
                        + " and cast(id as big_decimal) = cast(?3 as big_decimal))");
        assertThat(query.values()).containsExactly(7L, "%50!%' or 1=1%", new BigDecimal("3"));
        assertThat(query.orderBy()).isEqualTo("label nulls first, id desc");
    }

    @Test
    void aPageIsCutFromWhatPasses() {
        ListQuery query = new ListQuery("2", "25", null);
        List<Integer> numbers = java.util.stream.IntStream.range(0, 60).boxed().toList();

        Listed<Integer> page = new Attributes<Integer>().page(numbers, query, number -> number);

        assertThat(page.data()).hasSize(25).startsWith(25);
        assertThat(page.pages()).isEqualTo(3);
        assertThat(page.results()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"0, 100, page", "x, 100, page", "1, 24, page_size", "1, 501, page_size", "1, many, page_size"})
    void aPageOutOfBoundsIsRefusedByName(String page, String size, String field) {
        assertThatThrownBy(() -> new ListQuery(page, size, null).ask())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo(field));
    }
}
