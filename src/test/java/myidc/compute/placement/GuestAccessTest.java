package myidc.compute.placement;

import static myidc.compute.placement.RootPasswordsTest.opens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tenant says about who may sign in reaches the machine room, and nothing else of it remains anywhere. */
@QuarkusTest
class GuestAccessTest {
    private static final String PASSWORD = "Wanderer-9-Nebelmeer-und-Meer";
    private static final String KEY_ONE = key("AAAAIGluZGl2aWR1YWwta2V5LW51bWJlci1vbmUtb2YtdGVz", "one@laptop");
    private static final String KEY_TWO = key("AAAAIGluZGl2aWR1YWwta2V5LW51bWJlci10d28tb2YtdGVz", "two@laptop");

    @Inject
    Sql sql;

    private SmallSite site;
    private TestTenant tenant;

    @BeforeEach
    void aSiteAndATenant() {
        site = SmallSite.of(1, 8);
        tenant = TestTenants.open();
    }

    @Test
    void theMachineRoomGetsTheHashAndTheKeys() throws GeneralSecurityException {
        tenant.call()
                .body(Map.of("label", "laptop", "ssh_key", KEY_TWO))
                .post("/v4/profile/sshkeys")
                .then()
                .statusCode(200);

        int guest = create(Map.of(
                        "root_pass",
                        PASSWORD,
                        "authorized_keys",
                        List.of(KEY_ONE, KEY_ONE),
                        "authorized_users",
                        List.of(tenant.username())))
                .statusCode(200)
                .extract()
                .path("id");
        awaitStatus(guest, "running");

        String hash = spec(guest, "root_hash");
        assertThat(opens(hash, PASSWORD)).isTrue();
        assertThat(spec(guest, "authorized_keys").lines()).containsExactly(KEY_ONE, KEY_TWO);

        tenant.call().delete("/v4/linode/instances/" + guest).then().statusCode(200);
        Eventually.holds(
                () -> tenant.call().get("/v4/linode/instances/" + guest).then().statusCode(404));
        assertThat(sql.count("select count(*) from guest_access where instance_id = ?", guest))
                .isZero();
    }

    @Test
    void noTableLogOrAnswerHoldsThePasswordAndNoFactItsHash() {
        ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
        Handler ear = ear(logged);
        LogManager.getLogManager().getLogger("").addHandler(ear);
        int guest;
        try {
            String answer = tenant.call()
                    .header("Idempotency-Key", "access-" + TestTenants.unique())
                    .body(body(Map.of("root_pass", PASSWORD)))
                    .post("/v4/linode/instances")
                    .then()
                    .statusCode(200)
                    .body(not(containsString(PASSWORD)))
                    .body(not(containsString("$6$")))
                    .extract()
                    .asString();
            assertThat(answer).isNotEmpty();
            create(Map.of("root_pass", PASSWORD, "label", "x")).statusCode(400).body(not(containsString(PASSWORD)));
            guest = tenant.call().get("/v4/linode/instances").path("data[0].id");
            awaitStatus(guest, "running");
        } finally {
            LogManager.getLogManager().getLogger("").removeHandler(ear);
        }

        assertThat(logged).noneMatch(line -> line.contains(PASSWORD) || line.contains("$6$"));
        List<String> tables = sql.rows(
                "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
                row -> row.getString(1));
        assertThat(tables).contains("domain_event", "stored_answer", "view_history", "guest_access");
        for (String table : tables) {
            assertThat(sql.count("select count(*) from " + table + " t where position(? in t::text) > 0", PASSWORD))
                    .as("rows of %s that hold the password", table)
                    .isZero();
            boolean room = table.startsWith("guest_access") || table.equals("simulated_guest");
            assertThat(sql.count("select count(*) from " + table + " t where position('$6$' in t::text) > 0") == 0
                            || room)
                    .as("%s holds no hash", table)
                    .isTrue();
        }
        for (String path : List.of("", "/configs", "/disks")) {
            tenant.call().get("/v4/linode/instances/" + guest + path).then().body(not(containsString("$6$")));
        }
    }

    @Test
    void badKeysAndStrangersAreRefusedByField() {
        create(Map.of("authorized_keys", List.of("ssh-rsa nonsense")))
                .statusCode(400)
                .body("errors[0].field", equalTo("authorized_keys"));
        create(Map.of("authorized_users", List.of(TestTenants.open().username())))
                .statusCode(400)
                .body("errors[0].field", equalTo("authorized_users"));
        create(Map.of("root_pass", "short")).statusCode(400).body("errors[0].field", equalTo("root_pass"));
        tenant.call().get("/v4/linode/instances").then().body("results", equalTo(0));
    }

    private String spec(int guest, String column) {
        return sql.row(
                        "select " + column + " from simulated_guest where instance_id = ?",
                        row -> row.getString(1),
                        guest)
                .orElseThrow();
    }

    private ValidatableResponse create(Map<String, Object> wishes) {
        return tenant.call().body(body(wishes)).post("/v4/linode/instances").then();
    }

    private Map<String, Object> body(Map<String, Object> wishes) {
        Map<String, Object> body =
                new HashMap<>(Map.of("type", "g6-nanode-1", "region", site.region(), "image", "linode/debian12"));
        body.putAll(wishes);
        return body;
    }

    private void awaitStatus(int guest, String status) {
        Eventually.holds(
                () -> tenant.call().get("/v4/linode/instances/" + guest).then().body("status", equalTo(status)));
    }

    private static String key(String bytes, String comment) {
        return "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5" + bytes + " " + comment;
    }

    private static Handler ear(ConcurrentLinkedQueue<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(
                        line.getMessage() + " " + java.util.Arrays.toString(line.getParameters()) + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
