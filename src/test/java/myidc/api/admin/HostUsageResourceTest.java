package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.post;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import myidc.SmallSite;
import org.junit.jupiter.api.Test;

/** What agents measure of hosts. */
@QuarkusTest
class HostUsageResourceTest {
    private static final String USAGE = "/admin/v1/host-usage";

    @Inject
    Clock clock;

    @Test
    void theLastReadingIsToldWithTheMostOfItsWeekNowAndAsOfAnInstant() {
        int host = host();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        get(USAGE + "?hostId=" + host).statusCode(404).body("code", equalTo("compute.HOST_NOT_MEASURED"));

        send(List.of(
                        reading(host, now.minus(9, ChronoUnit.DAYS), "30", 60_000),
                        reading(host, now.minus(3, ChronoUnit.HOURS), "12.5", 20_000),
                        reading(host, now.minus(1, ChronoUnit.HOURS), "3.25", 30_000)))
                .statusCode(200)
                .body("kept", equalTo(3));

        get(USAGE + "?hostId=" + host)
                .statusCode(200)
                .body("vcpus", equalTo(3.25f))
                .body("vcpusMost", equalTo(12.5f))
                .body("memoryMb", equalTo(30_000))
                .body("memoryMbMost", equalTo(30_000));
        get(USAGE + "?hostId=" + host + "&asOf=" + now.minus(2, ChronoUnit.HOURS))
                .body("vcpus", equalTo(12.5f))
                .body("vcpusMost", equalTo(12.5f));
        get(USAGE + "?hostId=" + host + "&asOf=" + now.minus(20, ChronoUnit.DAYS))
                .statusCode(404);
        send(List.of(reading(host, now.minus(1, ChronoUnit.HOURS), "9", 1)))
                .body("kept", equalTo(0))
                .body("known", equalTo(1));
        get(USAGE + "?hostId=" + host).body("vcpus", equalTo(3.25f));
    }

    @Test
    void aReadingThatCannotBeIsRefusedByFieldAndNoneOfItsMessageIsKept() {
        int host = host();
        Instant now = clock.instant();
        Map<String, Object> good = reading(host, now, "1", 1);

        send(List.of(good, reading(999_999_999, now, "1", 1)))
                .statusCode(400)
                .body("field", equalTo("readings[1].hostId"));
        send(List.of(good, reading(host, now.plus(1, ChronoUnit.DAYS), "1", 1)))
                .statusCode(400)
                .body("field", equalTo("readings[1].at"));
        send(List.of(good, reading(host, now.minus(36, ChronoUnit.DAYS), "1", 1)))
                .statusCode(400)
                .body("field", equalTo("readings[1].at"));
        send(List.of(good, reading(host, now, "-1", 1))).statusCode(400).body("field", equalTo("readings[1].vcpus"));
        send(List.of(good, reading(host, now, "1", -1))).statusCode(400).body("field", equalTo("readings[1].memoryMb"));
        post(USAGE, Map.of("readings", List.of())).statusCode(400).body("field", equalTo("readings"));

        get(USAGE + "?hostId=" + host).statusCode(404);
    }

    @Test
    void anAgentOfHostsPostsReadingsAndNoDiscoveries() {
        int host = host();
        String name = "meter-" + ThreadLocalRandom.current().nextInt(1_000_000_000);
        String token = post("/admin/v1/discovery-agents", Map.of("name", name, "purpose", "HOST_USAGE"))
                .statusCode(200)
                .body("purpose", equalTo("HOST_USAGE"))
                .extract()
                .path("token");
        RequestSpecification agent =
                RestAssured.given().contentType(ContentType.JSON).header("Authorization", "Bearer " + token);

        agent.body(Map.of("readings", List.of(reading(host, clock.instant(), "2", 1_024))))
                .post(USAGE)
                .then()
                .statusCode(200)
                .body("kept", equalTo(1));

        RestAssured.given()
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + token)
                .body(Map.of("source", name, "subjects", List.of(Map.of("name", "x"))))
                .post("/admin/v1/drifts/discoveries")
                .then()
                .statusCode(403);
        RestAssured.given()
                .header("Authorization", "Bearer " + token)
                .get(USAGE + "?hostId=" + host)
                .then()
                .statusCode(403);
        post("/admin/v1/discovery-agents", Map.of("name", name + "x", "purpose", "ALL"))
                .statusCode(400)
                .body("field", equalTo("purpose"));
    }

    private static int host() {
        return get("/admin/v1/hosts?siteId=" + SmallSite.of(1, 2).id())
                .extract()
                .path("data[0].id");
    }

    private static ValidatableResponse send(List<Map<String, Object>> readings) {
        return post(USAGE, Map.of("readings", readings));
    }

    private static Map<String, Object> reading(int host, Instant at, String vcpus, long memoryMb) {
        return Map.of(
                "hostId", host, "at", at.toString(), "vcpus", new java.math.BigDecimal(vcpus), "memoryMb", memoryMb);
    }
}
