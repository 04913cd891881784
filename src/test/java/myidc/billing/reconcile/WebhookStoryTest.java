package myidc.billing.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.billing.IssuedInvoices;
import myidc.billing.port.WebCaller;
import myidc.platform.db.Sql;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices on their way to tenants' endpoints, people and mailboxes. */
@QuarkusTest
class WebhookStoryTest {
    private static final YearMonth JUNE = YearMonth.parse("2026-06");
    private static final String HOOKS = "/portal/v1/webhooks";

    @Inject
    NoticeCourier courier;

    @Inject
    WebCaller caller;

    @Inject
    TestPostman postman;

    @Inject
    IssuedInvoices invoices;

    @Inject
    Sql sql;

    @Test
    void aNoticeIsPostedSignedAndCanBeReplayedUnderTheSameId() throws Exception {
        try (HookServer server = new HookServer()) {
            TestTenant tenant = TestTenants.open();
            JsonPath hook = registered(tenant, server, "/hook?of=me");
            InvoiceId invoice = billed(tenant);

            delivered(hook, 1);

            HookServer.Got got = server.got.getFirst();
            assertThat(got.path()).isEqualTo("/hook?of=me");
            assertThat(got.headers().get("id")).isEqualTo(invoice.text());
            assertThat(got.headers().get("signature"))
                    .isEqualTo(NoticeSending.sign(
                            hook.getString("secret"),
                            got.headers().get("id") + "." + got.headers().get("at") + "." + got.body()));
            JsonPath body = new JsonPath(got.body());
            assertThat(body.getString("type")).isEqualTo("InvoiceIssued");
            assertThat(body.getLong("tenantId")).isEqualTo(tenant.id());
            assertThat(body.getString("data.total")).isEqualTo("31.80");
            deliveries(tenant, hook).body("data[0].state", equalTo("SENT")).body("data[0].status", equalTo(200));

            tenant.call()
                    .post(HOOKS + "/" + hook.getLong("id") + "/deliveries/"
                            + deliveries(tenant, hook).extract().jsonPath().getLong("data[0].id") + "/replay")
                    .then()
                    .statusCode(200)
                    .body("data[0].replayOf", notNullValue());
            delivered(hook, 2);
            assertThat(server.got).hasSize(2);
            assertThat(server.got.get(1).headers().get("id")).isEqualTo(invoice.text());
        }
    }

    @Test
    void anEndpointThatRefusesIsTriedAgainAndPausedWhenItNeverTakes() throws Exception {
        try (HookServer server = new HookServer()) {
            TestTenant tenant = TestTenants.open();
            JsonPath hook = registered(tenant, server, "/");
            server.answer = 500;
            billed(tenant);
            long delivery = queued(hook);

            sendAllDue();
            deliveries(tenant, hook)
                    .body("data[0].state", equalTo("PENDING"))
                    .body("data[0].attempts", equalTo(1))
                    .body("data[0].trouble", equalTo("status 500"));
            sendAllDue();
            assertThat(server.got).as("nothing is sent before its time").hasSize(1);
            for (int attempt = 2; attempt <= 7; attempt++) {
                due(delivery);
                sendAllDue();
            }

            deliveries(tenant, hook).body("data[0].state", equalTo("FAILED")).body("data[0].attempts", equalTo(7));
            String path = HOOKS + "/" + hook.getLong("id");
            tenant.call().get(HOOKS).then().body("[0].paused", notNullValue());
            server.answer = 200;
            tenant.call().post(path + "/resume").then().statusCode(200).body("paused", nullValue());
            tenant.call()
                    .post(path + "/deliveries/" + delivery + "/replay")
                    .then()
                    .statusCode(200);
            delivered(hook, 2);
        }
    }

    @Test
    void anEndpointThatHangsIsLeftAndARedirectIsNotFollowed() throws Exception {
        try (HookServer hanging = new HookServer();
                HookServer elsewhere = new HookServer()) {
            TestTenant tenant = TestTenants.open();
            hanging.answer = 0;
            elsewhere.answer = 302;
            JsonPath first = registered(tenant, hanging, "/");
            JsonPath second = registered(tenant, elsewhere, "/");
            billed(tenant);
            queued(first);
            queued(second);

            sendAllDue();

            deliveries(tenant, first).body("data[0].trouble", equalTo("TIMEOUT"));
            deliveries(tenant, second).body("data[0].trouble", equalTo("status 302"));
            assertThat(elsewhere.got).extracting(HookServer.Got::path).containsExactly("/");
        }
    }

    @Test
    void anEndpointThatIsGoneIsPausedAtOnceAndWhatIsPausedGetsNothing() throws Exception {
        try (HookServer server = new HookServer()) {
            TestTenant tenant = TestTenants.open();
            JsonPath hook = registered(tenant, server, "/");
            server.answer = 410;
            billed(tenant);
            queued(hook);

            sendAllDue();

            deliveries(tenant, hook).body("data[0].state", equalTo("FAILED")).body("data[0].attempts", equalTo(1));
            tenant.call().get(HOOKS).then().body("[0].paused", notNullValue());
        }
    }

    @Test
    void aNameThatLeadsInwardIsNotCalled() throws Exception {
        try (HookServer server = new HookServer()) {
            assertThat(caller.post(URI.create("http://127.0.0.1:" + server.port() + "/"), Map.of(), "{}")
                            .trouble())
                    .isEqualTo("POINTS_INWARD");
            assertThat(caller.post(URI.create("http://no-such-host.invalid/"), Map.of(), "{}")
                            .trouble())
                    .isEqualTo("UNKNOWN_HOST");
            assertThat(server.got).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://10.1.2.3/",
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[fd00::1]/",
                "http://0.0.0.0/",
                "https://db.internal/",
                "http://x.localhost/"
            })
    void addressesThatPointInwardAreRefused(String url) {
        TestTenants.open()
                .call()
                .body(Map.of("url", url))
                .post(HOOKS)
                .then()
                .statusCode(400)
                .body("field", equalTo("url"));
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://example.com/, url",
        "https://user:secret@example.com/, url",
        "https://example.com/#part, url",
        "https:///nohost, url",
        "https://exa mple.com/, url",
        "http://2130706433/, url",
        "https://example.com:99999/, url"
    })
    void addressesThatAreNoneAreRefused(String url, String field) {
        TestTenants.open()
                .call()
                .body(Map.of("url", url))
                .post(HOOKS)
                .then()
                .statusCode(400)
                .body("field", equalTo(field));
    }

    @Test
    void kindsAndNumbersHaveTheirLimits() {
        TestTenant tenant = TestTenants.open();
        tenant.call()
                .body(Map.of("url", "https://example.com/", "kinds", List.of("Everything")))
                .post(HOOKS)
                .then()
                .statusCode(400);
        for (int number = 0; number < 10; number++) {
            tenant.call()
                    .body(Map.of("url", "https://example.com/" + number))
                    .post(HOOKS)
                    .then()
                    .statusCode(200);
        }
        tenant.call()
                .body(Map.of("url", "https://example.com/10"))
                .post(HOOKS)
                .then()
                .statusCode(507);
        tenant.call()
                .body(Map.of("url", "https://example.com/3"))
                .post(HOOKS)
                .then()
                .statusCode(507);
        long first = tenant.call().get(HOOKS).jsonPath().getLong("[0].id");
        tenant.call().delete(HOOKS + "/" + first).then().statusCode(204);
        tenant.call()
                .body(Map.of("url", "https://example.com/3"))
                .post(HOOKS)
                .then()
                .statusCode(409);
        assertThat(sql.count("select count(*) from webhook_secret where webhook_id = ?", first))
                .isZero();
    }

    @Test
    void peopleSeeWhatIsNewOnceAndMailGoesToTheContact() {
        TestTenant tenant = TestTenants.open();
        InvoiceId invoice = billed(tenant);

        tenant.call().get("/portal/v1/notices/unseen").then().body("count", equalTo(1));
        tenant.call()
                .get("/portal/v1/notices")
                .then()
                .body("data[0].unseen", equalTo(true))
                .body("data[0].invoices[0]", equalTo((int) invoice.value()))
                .body("data[0].words.en", notNullValue());
        tenant.call().put("/portal/v1/notices/seen").then().body("count", equalTo(0));
        tenant.call().get("/portal/v1/notices").then().body("data[0].unseen", equalTo(false));

        Eventually.holds(() -> assertThat(sql.count(
                        "select count(*) from notice_delivery where way = 'MAIL' and cause = ?", invoice.text()))
                .isEqualTo(1));
        Eventually.holds(() -> {
            sendAllDue();
            assertThat(postman.letters)
                    .anySatisfy(letter -> assertThat(letter.to()).isEqualTo(tenant.username() + "@example.com"));
        });
        assertThat(sql.row(
                        "select state from notice_delivery where way = 'MAIL' and cause = ?",
                        row -> row.getString(1),
                        invoice.text()))
                .contains("SENT");
    }

    private JsonPath registered(TestTenant tenant, HookServer server, String path) {
        return tenant.call()
                .body(Map.of("url", "http://localhost:" + server.port() + path, "kinds", List.of("InvoiceIssued")))
                .post(HOOKS)
                .then()
                .statusCode(200)
                .body("secret", notNullValue())
                .extract()
                .jsonPath();
    }

    private InvoiceId billed(TestTenant tenant) {
        return invoices.issue(
                new TenantId(tenant.id()), JUNE, List.of(IssuedInvoices.usage(1, JUNE, 10, "30.00", "web")));
    }

    /** What other tests left to be sent comes first and may fill many rounds. */
    private void sendAllDue() {
        int sent;
        do {
            sent = courier.round();
        } while (sent > 0);
    }

    private long queued(JsonPath hook) {
        Eventually.holds(() -> assertThat(
                        sql.count("select count(*) from notice_delivery where webhook_id = ?", hook.getLong("id")))
                .isEqualTo(1));
        return sql.count("select max(id) from notice_delivery where webhook_id = ?", hook.getLong("id"));
    }

    private void delivered(JsonPath hook, long sent) {
        Eventually.holds(() -> {
            sendAllDue();
            assertThat(sql.count(
                            "select count(*) from notice_delivery where webhook_id = ? and finished_at is not null",
                            hook.getLong("id")))
                    .isEqualTo(sent);
        });
    }

    private void due(long delivery) {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.change("update notice_delivery set next_at = now() where id = ?", delivery));
    }

    private static ValidatableResponse deliveries(TestTenant tenant, JsonPath hook) {
        return tenant.call()
                .get(HOOKS + "/" + hook.getLong("id") + "/deliveries")
                .then()
                .statusCode(200);
    }
}
