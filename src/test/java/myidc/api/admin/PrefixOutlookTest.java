package myidc.api.admin;

import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.operator;
import static myidc.api.admin.AdminApi.post;
import static myidc.api.admin.AdminApi.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import myidc.api.admin.PrefixOutlooks.ForecastJson;
import myidc.api.admin.PrefixOutlooks.Verdict;
import myidc.network.read.PrefixCourses.Day;
import org.junit.jupiter.api.Test;

/** How prefixes fill and when they are full. */
@QuarkusTest
class PrefixOutlookTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);

    @Test
    void aNetworkTellsWhatIsHeldWhatRestsAndWhatIsFreeInARow() {
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", "172.27.9.0/28", "quarantineSeconds", 86_400));
        post("prefixes/" + prefix + "/addresses", Map.of("count", 4)).statusCode(200);
        operator()
                .delete("/admin/v1/addresses/172.27.9.3?prefixId=" + prefix)
                .then()
                .statusCode(200);

        JsonPath outlook = get("prefixes/" + prefix + "/outlook")
                .statusCode(200)
                .body("size", equalTo(14))
                .body("used", equalTo(3))
                .body("resting", equalTo(1))
                .body("free", equalTo(10))
                .body("utilisationPercent", equalTo(28.57f))
                .body("freeSpace.space", contains("172.27.9.5–172.27.9.14"))
                .body("freeSpace.addresses", contains(10))
                .body("forecast.verdict", equalTo("TOO_SHORT"))
                .extract()
                .jsonPath();

        assertThat(outlook.getInt("course[-1].taken")).isEqualTo(4);
    }

    @Test
    void aContainerTellsItsWidestFreeBlocks() {
        long container = made("prefixes", Map.of("cidr", "172.27.8.0/24", "container", true));
        made("prefixes", Map.of("siteId", site(), "cidr", "172.27.8.64/26"));
        made("prefixes", Map.of("siteId", site(), "cidr", "172.27.8.192/27"));

        get("prefixes/" + container + "/outlook")
                .statusCode(200)
                .body("freeSpace.space", contains("172.27.8.0/26", "172.27.8.128/26", "172.27.8.224/27"))
                .body("utilisationPercent", equalTo(37.5f))
                .body("course[-1].taken", equalTo(96));
        get("prefixes/" + container + "/outlook?asOf=2020-01-01T00:00:00Z").statusCode(404);
        get("prefixes/" + container + "/outlook").body("course", hasSize(1));
    }

    @Test
    void whatGrowsByTenADayIsFullOnTheDayThatTheRestIsUsedUp() {
        ForecastJson forecast = ForecastJson.of(days(45, 10), BigInteger.valueOf(650), 1);

        assertThat(forecast.verdict()).isEqualTo(Verdict.FILLING);
        assertThat(forecast.perDay()).isEqualByComparingTo("10");
        assertThat(forecast.fullOn()).isEqualTo(TODAY.plusDays(20));
        assertThat(forecast.earliest()).isEqualTo(TODAY.plusDays(20));
        assertThat(forecast.agreed()).isTrue();
        assertThat(forecast.backTestError()).isZero();
    }

    @Test
    void whatDoesNotGrowHasNoDayAndWhatIsFullIsCalledFull() {
        assertThat(ForecastJson.of(days(30, 0), BigInteger.TEN, 1))
                .extracting(ForecastJson::verdict, ForecastJson::fullOn)
                .containsExactly(Verdict.NO_END_IN_SIGHT, null);
        assertThat(ForecastJson.of(days(30, 10), BigInteger.valueOf(300), 1).verdict())
                .isEqualTo(Verdict.FULL);
        assertThat(ForecastJson.of(days(14, 10), BigInteger.valueOf(500), 1).verdict())
                .isEqualTo(Verdict.TOO_SHORT);
    }

    private static List<Day> days(int count, int perDay) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(day -> new Day(TODAY.minusDays(count - day), BigInteger.valueOf((long) day * perDay)))
                .toList();
    }
}
