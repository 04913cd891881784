package myidc.api.admin;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.Test;

/** Waves of one host that are begun at the same time. */
@QuarkusTest
class WavesAtOnceTest {
    private static final int CALLS = 6;

    @Test
    void aHostGetsOneOfThem() throws InterruptedException, ExecutionException {
        SmallSite site = SmallSite.of(1, 2);
        TestTenant tenant = TestTenants.open();
        long host = site.hosts().getFirst();
        for (String label : List.of("at-once-1", "at-once-2")) {
            int guest = created(tenant, site, label);
            Eventually.holds(() ->
                    asOperator().get("/admin/v1/instances/" + guest).then().body("status", equalTo("RUNNING")));
        }
        // One a minute: the wave lasts until it is cancelled.
        Map<String, Object> wave = Map.of("kind", "BOOT", "hostId", host, "perMinute", 1, "reason", "at once");
        Callable<Integer> begin =
                () -> asOperator().body(wave).post("/admin/v1/waves").statusCode();

        List<Integer> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CALLS)) {
            for (Future<Integer> answer : clients.invokeAll(Collections.nCopies(CALLS, begin))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409).hasSize(CALLS);
    }

    private static int created(TestTenant tenant, SmallSite site, String label) {
        return tenant.call()
                .body(Map.of(
                        "label",
                        label,
                        "region",
                        site.region(),
                        "type",
                        "g6-nanode-1",
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "Correct-horse-7-battery"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
