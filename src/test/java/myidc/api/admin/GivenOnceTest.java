package myidc.api.admin;

import static io.restassured.RestAssured.given;
import static myidc.TestTenants.OPERATOR;
import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.Test;

/**
 * Sixty-four clients at once, through what the console calls, through the tenants' API and by an import: no address,
 * block, VLAN or VNI is given twice, and who asked for many got all or none.
 */
@QuarkusTest
class GivenOnceTest {
    private static final int CLIENTS = 64;

    @Test
    void anAddressGoesOnceThroughEveryDoor() throws InterruptedException {
        SmallSite site = SmallSite.of(2, 64);
        TestTenant tenant = TestTenants.open();
        Map<String, Object> prefix =
                get("prefixes?siteId=" + site.id()).extract().path("data[0]");
        int id = (int) prefix.get("id");
        String base = ((String) prefix.get("cidr")).replaceFirst("\\.0/24$", ".");
        long batch = checked("NETBOX_ADDRESSES", site.id(), named(base));

        List<Response> answers = together(client -> {
            if (client == 0) {
                return operator().body(Map.of()).post("/admin/v1/imports/" + batch + "/apply");
            }
            return client <= 16
                    ? tenant.call()
                            .body(Map.of("region", site.region(), "type", "g6-nanode-1", "label", "one-" + client))
                            .post("/v4/linode/instances")
                    : operator().body(Map.of("count", 3)).post("/admin/v1/prefixes/" + id + "/addresses");
        });

        settled(batch, "APPLIED", "FAILED");
        List<String> told = new ArrayList<>();
        for (Response answer : answers.subList(1, CLIENTS)) {
            boolean guest = answer.path("ipv4") != null;
            List<String> got = guest ? answer.path("ipv4") : answer.path("data.address");
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            assertThat(got).hasSize(guest ? 1 : 3);
            told.addAll(got);
        }
        assertThat(new HashSet<>(told)).as("told to two").hasSameSizeAs(told);
        int imported = get("imports/" + batch).extract().path("applied");
        List<String> booked = get("prefixes/" + id + "/addresses?pageSize=500")
                .body("results", equalTo(told.size() + imported))
                .extract()
                .path("data.address");
        assertThat(new HashSet<>(booked)).hasSameSizeAs(booked).containsAll(told);
    }

    @Test
    void aBlockGoesOnceAndManyAreAllOrNone() throws InterruptedException {
        SmallSite site = SmallSite.of(1, 4);
        TestTenant tenant = TestTenants.open();
        int guest = tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1", "label", "routed-1"))
                .post("/v4/linode/instances")
                .path("id");
        String base = "2001:dbc:" + Integer.toHexString((int) (site.id() % 65_536));
        long container = made(
                "prefixes", Map.of("siteId", site.id(), "cidr", base + "::/57", "container", true, "role", "ROUTED"));
        long batch = checked("NETBOX_PREFIXES", site.id(), "prefix,status,vrf\n" + base + ":40::/60,active,Global\n");

        List<Response> answers = together(client -> {
            if (client == 0) {
                return operator().body(Map.of()).post("/admin/v1/imports/" + batch + "/apply");
            }
            return client <= 16
                    ? tenant.call()
                            .body(Map.of("linode_id", guest, "prefix_length", 64))
                            .post("/v4/networking/ipv6/ranges")
                    : operator()
                            .body(Map.of("length", 64, "count", 3, "siteId", site.id()))
                            .post("/admin/v1/prefixes/" + container + "/prefixes");
        });

        settled(batch, "APPLIED", "FAILED");
        List<String> told = new ArrayList<>();
        for (Response answer : answers.subList(1, CLIENTS)) {
            if (answer.statusCode() == 200) {
                List<String> got = answer.path("range") == null
                        ? answer.path("data.cidr")
                        : List.of(answer.<String>path("range") + "/64");
                assertThat(got.size()).isIn(1, 3);
                told.addAll(got);
            } else {
                assertThat(answer.asString()).contains("no free /64");
            }
        }
        assertThat(new HashSet<>(told)).as("told to two").hasSameSizeAs(told);
        List<String> booked = get("prefixes?parentId=" + container + "&pageSize=500")
                .extract()
                .path("data.cidr");
        List<String> cut = booked.stream().filter(cidr -> cidr.endsWith("/64")).toList();
        assertThat(cut).containsExactlyInAnyOrderElementsOf(told);
        int wide = booked.size() - cut.size();
        assertThat(cut.size())
                .as("of 128, and what is left is less than three")
                .isBetween(126 - 16 * wide, 128 - 16 * wide);
    }

    @Test
    void aVlanGoesOnceThroughBothDoors() throws InterruptedException {
        SmallSite site = SmallSite.of(2, 64);
        TestTenant tenant = TestTenants.open();
        long group = made(
                "vlan-groups",
                Map.of("siteId", site.id(), "name", "tenants-site-" + site.id(), "first", 100, "last", 219));

        List<Response> answers = together(client -> client < 16
                ? tenant.call()
                        .body(Map.of(
                                "region",
                                site.region(),
                                "type",
                                "g6-nanode-1",
                                "label",
                                "vlan-" + client,
                                "interfaces",
                                List.of(Map.of("purpose", "vlan", "label", "v" + client % 8))))
                        .post("/v4/linode/instances")
                : operator()
                        .body(Map.of("name", "h" + client, "count", 3))
                        .post("/admin/v1/vlan-groups/" + group + "/vlans"));

        List<Integer> told = new ArrayList<>();
        for (Response answer : answers.subList(16, CLIENTS)) {
            if (answer.statusCode() == 200) {
                assertThat(answer.<List<Integer>>path("data.number")).hasSize(3);
                told.addAll(answer.path("data.number"));
            } else {
                assertThat(answer.<String>path("code")).isEqualTo("network.NO_FREE_NUMBER");
            }
        }
        Set<Integer> ofTenant = new HashSet<>(
                get("vlans?tenantId=" + tenant.id() + "&pageSize=500").extract().<List<Integer>>path("data.number"));
        Set<Integer> labels = new HashSet<>();
        for (int client = 0; client < 16; client++) {
            Response answer = answers.get(client);
            if (answer.statusCode() == 200) {
                labels.add(client % 8);
            } else {
                assertThat(answer.<String>path("errors[0].reason")).contains("No number between");
            }
        }
        assertThat(ofTenant)
                .as("one VLAN for both that name it")
                .hasSameSizeAs(labels)
                .doesNotContainAnyElementsOf(told);
        assertThat(new HashSet<>(told)).as("told to two").hasSameSizeAs(told);
        assertThat(told.size() + ofTenant.size()).as("of 120").isBetween(118, 120);
        get("vlans?groupId=" + group + "&pageSize=500").body("results", equalTo(told.size() + ofTenant.size()));
    }

    @Test
    void aVniGoesOnceThroughBothDoors() throws InterruptedException {
        long site = AdminApi.site();
        String region = get("sites/" + site).extract().path("region");
        TestTenant tenant = TestTenants.open();
        long pool = made("vni-pools", Map.of("siteId", site, "first", 5_000, "last", 5_099));

        List<Response> answers = together(client -> client < 32
                ? tenant.call()
                        .body(Map.of("label", "net-" + client, "region", region))
                        .post("/v4/vpcs")
                : operator()
                        .body(Map.of("count", 3, "holder", "rack-" + client))
                        .post("/admin/v1/vni-pools/" + pool + "/vnis"));

        List<Integer> told = new ArrayList<>();
        for (Response answer : answers.subList(32, CLIENTS)) {
            if (answer.statusCode() == 200) {
                assertThat(answer.<List<Integer>>path("data.number")).hasSize(3);
                told.addAll(answer.path("data.number"));
            }
        }
        long vpcs = answers.subList(0, 32).stream()
                .filter(answer -> answer.statusCode() == 200)
                .count();
        List<Integer> booked = get("vni-pools/" + pool + "/vnis?pageSize=500")
                .body("results", equalTo(Math.toIntExact(told.size() + vpcs)))
                .extract()
                .path("data.number");
        assertThat(new HashSet<>(booked)).hasSameSizeAs(booked).containsAll(told);
        assertThat(booked.size()).as("of 100").isBetween(98, 100);
    }

    private static String named(String base) {
        StringBuilder csv = new StringBuilder("address,status\n");
        IntStream.rangeClosed(1, 40)
                .forEach(host -> csv.append(base).append(host * 5).append("/24,active\n"));
        return csv.toString();
    }

    private static long checked(String format, long site, String file) {
        int id = given().auth()
                .oauth2(OPERATOR)
                .contentType("application/octet-stream")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/admin/v1/imports?format=" + format + "&siteId=" + site)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        settled(id, "CHECKED");
        return id;
    }

    private static void settled(long batch, String... states) {
        Eventually.holds(() -> assertThat(get("imports/" + batch).extract().<String>path("state"))
                .isIn((Object[]) states));
    }

    /** All begin at once, none before the last is ready; the answers in the order of the clients. */
    private static List<Response> together(Client client) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(CLIENTS);
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<Response>> calls = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> (Callable<Response>) () -> {
                        ready.countDown();
                        ready.await();
                        return client.call(number);
                    })
                    .toList();
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : clients.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError("A client got no answer", e);
        }
    }

    /** What one of them asks. */
    private interface Client {
        Response call(int number);
    }
}
