package myidc.api.admin;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import myidc.SmallSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GPUs of hosts as staff enters them, and the plans that have them. */
@QuarkusTest
class GpusResourceTest extends GpuCase {
    @Test
    void staffEntersOffersOtherwiseAndTakesOut() {
        long host = SmallSite.of(1, 8).hosts().getFirst();

        long gpu = whole(host, 1, A10);
        gpus(host)
                .body("data.size()", equalTo(1))
                .body("data[0].address", equalTo("0000:01:00.0"))
                .body("data[0].free", equalTo(1))
                .body("data[0].parts[0].device", nullValue());
        String before = now();
        asOperator()
                .body(card(1, A10, "nvidia-592", 4))
                .put(path(host) + "/" + gpu)
                .then()
                .statusCode(200)
                .body("free", equalTo(4))
                .body("parts.slice", equalTo(List.of(1, 2, 3, 4)));

        fit(host, card(1, A10, null, null))
                .statusCode(409)
                .body("code", equalTo("compute.GPU_TAKEN"))
                .body("field", equalTo("address"));
        asOperator().delete(path(host) + "/" + gpu).then().statusCode(204);
        asOperator()
                .delete(path(host) + "/" + gpu)
                .then()
                .statusCode(404)
                .body("code", equalTo("compute.GPU_NOT_FOUND"));
        gpus(host).body("data.size()", equalTo(0));
        asOperator()
                .queryParam("asOf", before)
                .get(path(host))
                .then()
                .statusCode(200)
                .body("data[0].slices", equalTo(0));
        asOperator().get(path(999_999_999)).then().statusCode(404);
        asOperator()
                .get(path(host) + "/found")
                .then()
                .statusCode(404)
                .body("code", equalTo("compute.HOST_NOT_CONNECTED"));
    }

    @ParameterizedTest
    @CsvSource({
        "model,,model",
        "address,41:00.0,address",
        "address,0000:41:40.0,address",
        "memoryMb,0,memoryMb",
        "slices,4,slices",
        "sliceType,nvidia 5,sliceType",
        "sliceType,nvidia-592,slices"
    })
    void aBadFieldIsNamedAndNothingChanges(String field, String value, String named) {
        long host = SmallSite.of(1, 2).hosts().getFirst();
        Map<String, Object> body = new HashMap<>(card(1, A10, null, null));
        body.put(field, value);

        fit(host, body).statusCode(400).body("field", equalTo(named));

        gpus(host).body("data.size()", equalTo(0));
    }

    @Test
    void aPlanWithGpusIsShownAsLinodeDoesAndItsGuestGoesWhereTheyAre() {
        SmallSite site = SmallSite.of(3, 8);
        long with = site.hosts().get(2);
        whole(with, 1, "AMD MI210");
        whole(with, 2, A10);
        String plan = plan(1, A10, null);

        tenant.call()
                .get("/v4/linode/types/" + plan)
                .then()
                .body("gpus", equalTo(1))
                .body("class", equalTo("gpu"));
        int guest = created(site, plan);
        awaitRunning(guest);

        tenant.call()
                .queryParam("include", "gpus")
                .get(INSTANCES + "/" + guest)
                .then()
                .body("specs.gpus", equalTo(1))
                .body("myidc.gpus.model", equalTo(List.of(A10)));
        tenant.call().get(INSTANCES).then().body("data[0].specs.gpus", equalTo(1));
        tenant.call().queryParam("as_of", now()).get(INSTANCES).then().body("data[0].specs.gpus", equalTo(1));
        assertThat(holders(with)).containsExactly(null, guest);
        assertThat(refusals(guest)).contains("GPU");
        create(site, plan).statusCode(400).body("errors[0].reason", containsString("with 1 GPU NVIDIA A10"));

        gone(guest);
        assertThat(holders(with)).containsExactly(null, null);
    }

    @Test
    void ofSixtyFourClientsForEightGpusEightHaveOneEach() throws InterruptedException, ExecutionException {
        SmallSite site = SmallSite.of(3, 64);
        for (int number = 1; number <= 4; number++) {
            whole(site.hosts().get(0), number, A10);
            whole(site.hosts().get(1), number, A10);
        }
        String plan = plan(1, null, null);
        List<Callable<String>> creates = new ArrayList<>();
        for (int client = 0; client < 64; client++) {
            creates.add(() -> {
                String refused = create(site, plan).extract().path("errors[0].reason");
                return refused == null ? "made" : refused;
            });
        }

        List<String> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(64)) {
            for (Future<String> answer : clients.invokeAll(creates)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).filteredOn(answer -> answer.equals("made")).hasSize(8);
        assertThat(answers)
                .filteredOn(answer -> !answer.equals("made"))
                .hasSize(56)
                .allMatch(answer -> answer.startsWith("No host in ") && answer.endsWith(" with 1 GPU"));
        List<Integer> holders = new ArrayList<>(holders(site.hosts().get(0)));
        holders.addAll(holders(site.hosts().get(1)));
        assertThat(holders).hasSize(8).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void aPlanNamesItsGpusOnlyWhereItHasAny() {
        planRequest(Map.of("gpus", 0, "gpuModel", A10)).statusCode(400).body("field", equalTo("gpuModel"));
        planRequest(Map.of("gpuSliceType", "nvidia-592")).statusCode(400).body("field", equalTo("gpuSliceType"));
        planRequest(Map.of("gpus", 65)).statusCode(400).body("field", equalTo("gpus"));
    }
}
