package myidc.api.admin;

import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.operator;
import static myidc.api.admin.AdminApi.post;
import static myidc.api.admin.AdminApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PriceBooksResourceTest {
    @Inject
    Sql sql;

    @Test
    void aDraftedBookTakesPricesForAnyTime() {
        long book = book("KRW");

        entry(book, Map.of("hourly", "0.0360", "monthlyCap", "24"))
                .statusCode(200)
                .body("state", equalTo("DRAFT"))
                .body("entries", hasSize(1))
                .body("entries[0].n", equalTo(1))
                .body("entries[0].id", equalTo("pricebook-" + book + "/1"))
                .body("entries[0].hourly.amount", equalTo("0.036"))
                .body("entries[0].monthlyCap.amount", equalTo("24"))
                .body("entries[0].until", nullValue());
        get("price-books/" + book).header("ETag", "\"1\"");
        get("price-books?pageSize=500").body("data.id", hasItem((int) book));
    }

    @Test
    void entriesOfOneChargeNeverOverlapAndTheHolderIsNamed() {
        long book = book("KRW");
        entry(book, Map.of("from", "2026-01-01T00:00:00Z", "until", "2026-06-01T00:00:00Z"))
                .statusCode(200);

        entry(book, Map.of("from", "2026-05-31T23:59:59Z"))
                .statusCode(409)
                .body("code", equalTo("billing.ENTRIES_OVERLAP"))
                .body("field", equalTo("from"))
                .body("holder", equalTo("pricebook-" + book + "/1"));
        entry(book, Map.of("from", "2026-06-01T00:00:00Z")).statusCode(200);
        entry(book, Map.of("from", "2026-05-01T00:00:00Z", "region", "cn-sha")).statusCode(200);
        post("price-books/" + book + "/entries/1/end", Map.of("until", "2026-07-01T00:00:00Z"))
                .statusCode(409)
                .body("field", equalTo("until"));
    }

    @Test
    void whatStartedInAPublishedBookIsFrozenButForItsEnd() {
        long book = book("ISK");
        entry(book, Map.of()).statusCode(200);
        post("price-books/" + book + "/publish").statusCode(200).body("state", equalTo("PUBLISHED"));

        entry(book, Map.of("charge", "instance:other"))
                .statusCode(409)
                .body("code", equalTo("billing.ENTRY_IN_THE_PAST"));
        post("price-books/" + book + "/entries/1/end", Map.of("until", "2026-02-01T00:00:00Z"))
                .statusCode(409)
                .body("code", equalTo("billing.ENTRY_IN_THE_PAST"));
        post("price-books/" + book + "/entries/1/end", Map.of("until", "2999-01-01T00:00:00Z"))
                .statusCode(200)
                .body("entries[0].until", equalTo("2999-01-01T00:00:00Z"));
        entry(book, Map.of("from", "2999-01-01T00:00:00Z")).statusCode(200);
        post("price-books/" + book + "/publish").statusCode(409).body("code", equalTo("billing.PRICE_BOOK_PUBLISHED"));
        long rival = book("ISK");
        entry(rival, Map.of()).statusCode(200);
        post("price-books/" + rival + "/publish")
                .statusCode(409)
                .body("code", equalTo("billing.ENTRIES_OVERLAP"))
                .body("holder", equalTo("pricebook-" + book + "/1"));
        long neighbour = book("ISK");
        entry(neighbour, Map.of("region", "cn-sha")).statusCode(200);
        post("price-books/" + neighbour + "/publish").statusCode(200);
    }

    @Test
    void anEmptyBookIsNotPublished() {
        post("price-books/" + book("KRW") + "/publish")
                .statusCode(409)
                .body("code", equalTo("billing.PRICE_BOOK_EMPTY"));
    }

    @ParameterizedTest
    @CsvSource({
        "charge, Instance Nano, charge must look like",
        "region, Shanghai, region must look like",
        "hourly, -1, hourly",
        "hourly, 1E3, hourly must be a plain decimal",
        "hourly, 0.0000000000001, hourly must be a plain decimal",
        "hourly, 1000000000, hourly",
        "monthlyCap, -0.01, monthlyCap",
        "monthlyCap, 1.5, monthlyCap",
        "from, yesterday, from",
        "until, 2025-12-31T00:00:00Z, until must be after from",
    })
    void aBadFigureNamesItsFieldAndChangesNothing(String field, String value, String says) {
        long book = book("KRW");
        long before = facts();

        entry(book, Map.of(field, value))
                .statusCode(400)
                .body("field", equalTo(field))
                .body("detail", containsString(says))
                .body("type", startsWith("/problems/"));
        assertThat(facts()).isEqualTo(before);
    }

    @Test
    void aBookNeedsANameAndACurrencyThatIsMoney() {
        post("price-books", Map.of("currency", "KRW")).statusCode(400).body("field", equalTo("name"));
        post("price-books", Map.of("name", "N", "currency", "XXX"))
                .statusCode(400)
                .body("field", equalTo("currency"));
        post("price-books", Map.of("name", "N", "currency", "yen"))
                .statusCode(400)
                .body("field", equalTo("currency"));
    }

    @Test
    void whatIsNotThereIsNotFoundAndAStaleVersionIsRefused() {
        entry(999_999_999L, Map.of()).statusCode(404).body("code", equalTo("billing.PRICE_BOOK_NOT_FOUND"));
        get("price-books/999999999").statusCode(404);
        long book = book("KRW");
        post("price-books/" + book + "/entries/9/end", Map.of("until", "2999-01-01T00:00:00Z"))
                .statusCode(404)
                .body("code", equalTo("billing.ENTRY_NOT_FOUND"));
        operator()
                .header("If-Match", "\"7\"")
                .body(wish(Map.of()))
                .post("/admin/v1/price-books/" + book + "/entries")
                .then()
                .statusCode(412);
    }

    private static long book(String currency) {
        return made("price-books", Map.of("name", "Book " + unique(), "currency", currency));
    }

    private static ValidatableResponse entry(long book, Map<String, ?> but) {
        return post("price-books/" + book + "/entries", wish(but));
    }

    private static Map<String, Object> wish(Map<String, ?> but) {
        Map<String, Object> wish = new HashMap<>(Map.of(
                "charge", "instance:g6-nanode-1",
                "hourly", "36",
                "monthlyCap", "24000",
                "from", "2026-01-01T00:00:00Z"));
        wish.putAll(but);
        return wish;
    }

    private long facts() {
        return sql.count("select count(*) from domain_event where payload_type like 'billing.%'");
    }

    @Test
    void aPriceOfAnyModelIsKeptAsItWasSaid() {
        long book = book("KRW");
        Map<String, Object> bandwidth =
                terms("BANDWIDTH", Map.of("price", "120", "portCap", "1000"), Map.of("method", "ENHANCED"));
        tariff(book, "bandwidth:domestic", bandwidth)
                .statusCode(200)
                .body("entries[0].terms.model", equalTo("BANDWIDTH"))
                .body("entries[0].terms.figures.floorPercent", equalTo("20"))
                .body("entries[0].terms.choices.missing", equalTo("ZERO"))
                .body("entries[0].hourly", nullValue());
        tariff(book, "rack:u", terms("FLAT", Map.of("price", "120"), Map.of("proration", "THIRTY_DAYS")))
                .statusCode(200)
                .body("entries[1].terms.choices.proration", equalTo("THIRTY_DAYS"));
    }

    @Test
    void anEntryOfOneTenantLiesBesideTheOneOfEverybody() {
        long book = book("KRW");
        entry(book, Map.of()).statusCode(200);
        entry(book, Map.of("tenantId", 77)).statusCode(200).body("entries[1].tenantId", equalTo(77));
        entry(book, Map.of("tenantId", 77, "contract", "C-2026/17")).statusCode(200);
        entry(book, Map.of("tenantId", 77))
                .statusCode(409)
                .body("code", equalTo("billing.ENTRIES_OVERLAP"))
                .body("holder", equalTo("pricebook-" + book + "/2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FLAT | {} | {} | terms.figures.price",
                "FLAT | {'price':'1','prize':'2'} | {} | terms",
                "FLAT | {'price':'1'} | {'proration':'WEEKS'} | terms.choices.proration",
                "FLAT | {'price':'-1'} | {} | terms.figures.price",
                "FLAT | {'price':'1e3'} | {} | terms.figures.price",
                "PACKAGE | {'price':'1','size':'0'} | {} | terms.figures.size",
                "GRADUATED | {} | {} | terms.tiers",
                "ENERGY | {} | {} | terms.bands",
                "BANDWIDTH | {'price':'1'} | {'method':'ENHANCED'} | terms.figures.portCap",
                "PERCENT_OFF | {'percent':'101'} | {} | terms.figures.percent",
                "SPEND | {'minimum':'5','maximum':'4'} | {} | terms.figures.minimum",
                "MAGIC | {} | {} | terms.model"
            })
    void termsThatMakeNoPriceAreRefusedByName(String model, String figures, String choices, String field) {
        long book = book("KRW");
        Map<String, Object> terms = terms(
                model,
                new io.vertx.core.json.JsonObject(figures.replace('\'', '"')).getMap(),
                new io.vertx.core.json.JsonObject(choices.replace('\'', '"')).getMap());
        tariff(book, "port", terms).statusCode(400).body("field", equalTo(field));
        get("price-books/" + book).body("entryCount", equalTo(0)).header("ETag", "\"0\"");
    }

    @Test
    void bandsMustCoverTheDayAndTiersRise() {
        long book = book("KRW");
        Map<String, Object> gap = new HashMap<>(terms("ENERGY", Map.of("pue", "1.4"), Map.of()));
        gap.put("bands", java.util.List.of(Map.of("name", "day", "from", "07:00", "until", "23:00", "price", "0.8")));
        tariff(book, "energy", gap)
                .statusCode(400)
                .body("field", equalTo("terms.bands"))
                .body("detail", containsString("cover the day once"));
        Map<String, Object> falling = new HashMap<>(terms("VOLUME", Map.of(), Map.of()));
        falling.put(
                "tiers", java.util.List.of(Map.of("above", "0", "price", "1"), Map.of("above", "0", "price", "0.8")));
        tariff(book, "traffic", falling).statusCode(400).body("field", equalTo("terms.tiers"));
    }

    private static Map<String, Object> terms(String model, Map<String, ?> figures, Map<String, ?> choices) {
        return Map.of("model", model, "figures", figures, "choices", choices);
    }

    private static ValidatableResponse tariff(long book, String charge, Map<String, ?> terms) {
        return post(
                "price-books/" + book + "/entries",
                Map.of("charge", charge, "terms", terms, "from", "2026-01-01T00:00:00Z"));
    }
}
