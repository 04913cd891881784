package myidc.api.admin;

import static myidc.TestTenants.asOperator;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import myidc.SmallSite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HostsResourceTest {
    private static final String BEFORE_ALL = "2020-01-01T00:00:00Z";
    private static final long NOWHERE = 999_999_999;

    private List<Long> hosts;

    @BeforeEach
    void threeHosts() {
        hosts = SmallSite.of(3, 8).hosts();
    }

    @Test
    void hostsAreNamedByTheirNumbers() {
        long first = hosts.getFirst();
        long last = hosts.getLast();

        some(List.of(last, first, NOWHERE), "")
                .statusCode(200)
                .body("data.id", equalTo(List.of((int) first, (int) last)))
                .body("data[0].name", equalTo(nameOf(first)))
                .body("data[1].name", equalTo(nameOf(last)));
        some(List.of(first, last), BEFORE_ALL).statusCode(200).body("data", hasSize(0));
    }

    @Test
    void noMoreNumbersAreTakenThanAPageHasRows() {
        some(Collections.nCopies(501, hosts.getFirst()), "").statusCode(400).body("field", equalTo("id"));
    }

    private static ValidatableResponse some(List<Long> ids, String asOf) {
        return (asOf.isEmpty() ? asOperator() : asOperator().queryParam("asOf", asOf))
                .queryParam("id", ids)
                .get("/admin/v1/hosts")
                .then();
    }

    private static String nameOf(long host) {
        return asOperator().get("/admin/v1/hosts/" + host).jsonPath().getString("name");
    }
}
