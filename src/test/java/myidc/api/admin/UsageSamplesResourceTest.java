package myidc.api.admin;

import static io.restassured.RestAssured.given;
import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.post;
import static myidc.api.admin.AdminApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import com.google.protobuf.CodedOutputStream;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xerial.snappy.Snappy;

@QuarkusTest
class UsageSamplesResourceTest {
    @Inject
    Sql sql;

    @Inject
    Clock clock;

    @Test
    void aSampleSentAgainChangesNothing() {
        long point = point();
        Map<String, Object> sample = octets(point, "a", now(), "100", "200");
        send(List.of(sample)).body("accepted", equalTo(1)).body("duplicates", equalTo(0));
        send(List.of(sample, sample)).body("accepted", equalTo(0)).body("duplicates", equalTo(2));
        assertThat(stored(point)).isEqualTo(1);
    }

    @Test
    void theSameNameWithOtherFiguresIsKeptAsideAndNamed() {
        long point = point();
        Instant at = now();
        send(List.of(octets(point, "a", at, "100", "200")));
        send(List.of(octets(point, "a", at, "101", "200")))
                .body("accepted", equalTo(0))
                .body("rejected", equalTo(1))
                .body("reasons[0].reason", equalTo("CONTRADICTS"));
        get("meter-points/" + point + "/rejected")
                .body("reason", contains("CONTRADICTS"))
                .body("[0].first", equalTo("101"));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 5, 0, NEGATIVE",
        "5, -0.5, 0, NEGATIVE",
        "1.5, 1, 0, ABSURD",
        "18446744073709551616, 1, 0, ABSURD",
        "1e400, 1, 0, ABSURD",
        "5, 5, 301, CLOCK_AHEAD",
        "5, 5, -34646400, TOO_OLD",
        "5, 5, -8640000, OUTSIDE_VALIDITY"
    })
    void whatBreaksARuleIsKeptWithTheReasonAndCountsForNothing(
            String in, String out, long secondsFromNow, String reason) {
        long point = point();
        send(List.of(
                        octets(point, "bad", now().plusSeconds(secondsFromNow), in, out),
                        octets(point, "good", now(), "18446744073709551615", "0")))
                .body("accepted", equalTo(1))
                .body("reasons.reason", contains(reason));
        assertThat(stored(point)).isEqualTo(1);
        get("meter-points/" + point + "/rejected").body("reason", contains(reason));
    }

    @Test
    void unknownMetersAndHalfSamplesAreNamedEach() {
        long point = point();
        Map<String, Object> half = new HashMap<>(octets(point, "half", now(), "1", "1"));
        half.remove("out");
        Map<String, Object> nameless = new HashMap<>(octets(point, "x", now(), "1", "1"));
        nameless.remove("id");
        send(List.of(octets(999_999_999L, "u", now(), "1", "1"), half, nameless))
                .body("accepted", equalTo(0))
                .body("reasons.reason", contains("UNKNOWN_METER", "INCOMPLETE", "INCOMPLETE"));
        assertThat(stored(point)).isZero();
    }

    @Test
    void anyOrderOfArrivalGivesTheSameMonth() {
        long inOrder = point();
        long shuffled = point();
        Instant start = now().minus(1, ChronoUnit.HOURS);
        List<Map<String, Object>> samples = new ArrayList<>();
        List<Map<String, Object>> others = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String octets = Integer.toString(i * i * 40_000);
            samples.add(octets(inOrder, "s" + i, start.plusSeconds(300L * i), octets, "0"));
            others.add(octets(shuffled, "s" + i, start.plusSeconds(300L * i), octets, "0"));
        }
        Collections.shuffle(others, new Random(7));
        send(samples);
        others.forEach(each -> send(List.of(each)));
        List<Long> expected =
                get("meter-points/" + inOrder + "/series").extract().path("in");
        assertThat(expected).isNotEmpty();
        get("meter-points/" + shuffled + "/series").body("in", equalTo(expected));
    }

    @Test
    void aRequestThatIsTooLongIsRefusedWhole() {
        long point = point();
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i <= 5_000; i++) {
            many.add(octets(point, "s" + i, now(), "1", "1"));
        }
        given().auth()
                .oauth2("operator-token-of-tests")
                .contentType("application/json")
                .body(Map.of("samples", many))
                .post("/admin/v1/usage-samples")
                .then()
                .statusCode(400)
                .body("code", equalTo("metering.TOO_MANY_SAMPLES"));
        assertThat(stored(point)).isZero();
    }

    @Test
    void anAgentMaySendSamplesAndNothingElseUntilItIsRevoked() {
        String name = "agent-" + unique().toLowerCase(java.util.Locale.ROOT);
        ValidatableResponse admitted =
                post("meter-agents", Map.of("name", name)).statusCode(200).body("token", notNullValue());
        String token = admitted.extract().path("token");
        Number id = admitted.extract().path("id");
        long point = point();
        Map<String, Object> body = Map.of("samples", List.of(octets(point, "a", now(), "1", "1")));
        as(token).body(body).post("/admin/v1/usage-samples").then().statusCode(200);
        as(token).get("/admin/v1/meter-points").then().statusCode(401);
        assertThat(sql.count("select count(*) from meter_agent where token_hash = ?", token))
                .isZero();
        post("meter-agents", Map.of("name", name)).statusCode(409);
        post("meter-agents/" + id + "/revoke").statusCode(204);
        as(token).body(body).post("/admin/v1/usage-samples").then().statusCode(401);
        given().contentType("application/json")
                .body(body)
                .post("/admin/v1/usage-samples")
                .then()
                .statusCode(401);
    }

    @Test
    void prometheusWritesToTheMeterPointOfALabel() throws IOException {
        long point = point();
        long at = now().toEpochMilli();
        byte[] body = Snappy.compress(writeRequest(
                series(Map.of("meter_point", "" + point, "direction", "in"), at, 1_000),
                series(Map.of("meter_point", "" + point, "direction", "out"), at, 2_000),
                series(Map.of("job", "node"), at, 5)));
        remoteWrite(body).statusCode(204);
        remoteWrite(body).statusCode(204);
        assertThat(sql.rows(
                        "select first, second from meter_sample where point_id = ?",
                        row -> row.getLong(1) + " " + row.getLong(2),
                        point))
                .containsExactly("1000 2000");
        remoteWrite(new byte[] {1, 2, 3, 4}).statusCode(400).body("code", equalTo("metering.REMOTE_WRITE_UNREADABLE"));
        remoteWrite(Snappy.compress(new byte[] {10, 127, 1}))
                .statusCode(400)
                .body("code", equalTo("metering.REMOTE_WRITE_UNREADABLE"));
    }

    @Test
    void whatLibvirtCountsGoesToThePointsOfItsInterfaces() {
        Map<String, Object> wish = wish();
        String guest = "instance-" + (900_000_000 + Math.abs(wish.hashCode() % 1_000_000));
        wish.put("measures", guest + "/net.1");
        long point = made("meter-points", wish);
        String printed = """
                Domain: '%s'
                  net.count=2
                  net.0.name=vnet3
                  net.0.rx.bytes=11
                  net.0.tx.bytes=12
                  net.1.name=vnet4
                  net.1.rx.bytes=8812000000
                  net.1.rx.pkts=7
                  net.1.tx.bytes=12000000

                Domain: 'somebody-else'
                  net.count=0

                """.formatted(guest);
        String at = now().toString();

        domstats(printed, at).statusCode(200).body("accepted", equalTo(1)).body("rejected", equalTo(0));
        domstats(printed, at).statusCode(200).body("duplicates", equalTo(1));

        assertThat(sql.rows(
                        "select first, second from meter_sample where point_id = ?",
                        row -> row.getLong(1) + " " + row.getLong(2),
                        point))
                .containsExactly("8812000000 12000000");
        domstats("rm: cannot remove", at).statusCode(400).body("code", equalTo("metering.DOMSTATS_UNREADABLE"));
        domstats(printed.replace("=12000000", "=-1"), at)
                .statusCode(400)
                .body("detail", containsString("net.1.tx.bytes must be a whole number"));
        domstats(printed.replace("  net.1.tx.bytes=12000000\n", ""), at)
                .statusCode(400)
                .body("detail", containsString("one direction only"));
        domstats(printed, "yesterday").statusCode(400).body("field", equalTo("at"));
        domstats(printed, "").statusCode(400).body("field", equalTo("at"));
    }

    private static ValidatableResponse domstats(String printed, String at) {
        return given().auth()
                .oauth2("operator-token-of-tests")
                .contentType("text/plain")
                .queryParam("at", at)
                .body(printed)
                .post("/admin/v1/usage-samples/libvirt")
                .then();
    }

    @Test
    void aPointIsSetUpSwappedAndRetiredAndItsThingIsFreeAgain() {
        Map<String, Object> wish = wish();
        long point = made("meter-points", wish);
        post("meter-points", wish).statusCode(409).body("holder", equalTo("meterpoint-" + point));
        post("meter-points/" + point + "/swap", Map.of("at", now().toString(), "reason", "card broken"))
                .statusCode(200);
        post(
                        "meter-points/" + point + "/retire",
                        Map.of("until", now().plusSeconds(3_600).toString()))
                .statusCode(200)
                .body("until", notNullValue());
        post("meter-points/" + point + "/swap", Map.of("at", now().toString(), "reason", "again"))
                .statusCode(409)
                .body("code", equalTo("metering.METER_POINT_RETIRED"));
        made("meter-points", wish);
        get("meter-points?tenantId=" + wish.get("tenantId")).body("data.id", hasItems((int) point));
    }

    @ParameterizedTest
    @CsvSource({
        "kind, NOTHING",
        "charge, No Charge",
        "region, 1",
        "counterBits, 16",
        "limitPerSecond, 0",
        "ratio, 0",
        "tenantId, 999999999",
        "bundle, a b"
    })
    void aPointThatMeasuresNothingIsRefusedByField(String field, String value) {
        Map<String, Object> wish = wish();
        wish.put(field, value.matches("\\d+") && !field.equals("region") ? (Object) Long.valueOf(value) : value);
        post("meter-points", wish).statusCode(400).body("field", equalTo(field));
    }

    private static ValidatableResponse remoteWrite(byte[] body) {
        return given().auth()
                .oauth2("operator-token-of-tests")
                .contentType("application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .body(body)
                .post("/admin/v1/usage-samples/prometheus")
                .then();
    }

    private static byte[] writeRequest(byte[]... series) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (byte[] each : series) {
            out.writeByteArray(1, each);
        }
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] series(Map<String, String> labels, long at, double value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (Map.Entry<String, String> label : labels.entrySet()) {
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            CodedOutputStream pair = CodedOutputStream.newInstance(one);
            pair.writeString(1, label.getKey());
            pair.writeString(2, label.getValue());
            pair.flush();
            out.writeByteArray(1, one.toByteArray());
        }
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        CodedOutputStream sample = CodedOutputStream.newInstance(one);
        sample.writeDouble(1, value);
        sample.writeInt64(2, at);
        sample.flush();
        out.writeByteArray(2, one.toByteArray());
        out.flush();
        return bytes.toByteArray();
    }

    private static io.restassured.specification.RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    private static ValidatableResponse send(List<Map<String, Object>> samples) {
        return post("usage-samples", Map.of("samples", samples)).statusCode(200);
    }

    private static Map<String, Object> octets(long point, String id, Instant at, String in, String out) {
        return Map.of(
                "id",
                id,
                "meterPoint",
                point,
                "at",
                at.toString(),
                "in",
                new java.math.BigDecimal(in),
                "out",
                new java.math.BigDecimal(out));
    }

    private long point() {
        return made("meter-points", wish());
    }

    private Map<String, Object> wish() {
        long tenant = myidc.TestTenants.open().id();
        return new HashMap<>(Map.of(
                "tenantId",
                tenant,
                "kind",
                "INTERFACE_OCTETS",
                "measures",
                "sw-1/" + unique(),
                "charge",
                "bandwidth:domestic",
                "unit",
                "Mbps",
                "counterBits",
                64,
                "limitPerSecond",
                10_000_000_000L,
                "from",
                now().minus(10, ChronoUnit.DAYS).toString()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private long stored(long point) {
        return sql.count("select count(*) from meter_sample where point_id = ?", point);
    }
}
