package myidc.api.tenant.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SupportTicketsResourceTest {
    private static final String TICKETS = "/v4/support/tickets";

    @Inject
    Sql sql;

    @Test
    void aTicketGoesToAndFroUntilItIsClosed() {
        TestTenant tenant = TestTenants.open();
        long machine = machine(tenant);
        long ticket = tenant.call()
                .body(Map.of(
                        "summary",
                        "It does not start",
                        "description",
                        "Since this morning.",
                        "severity",
                        2,
                        "linode_id",
                        machine))
                .post(TICKETS)
                .then()
                .statusCode(200)
                .body("status", equalTo("new"))
                .body("opened_by", equalTo(tenant.username()))
                .body("updated_by", equalTo(tenant.username()))
                .body("severity", equalTo(2))
                .body("entity.id", equalTo((int) machine))
                .body("entity.type", equalTo("linode"))
                .body("entity.url", equalTo("/v4/linode/instances/" + machine))
                .body("closable", equalTo(true))
                .body("attachments", empty())
                .extract()
                .jsonPath()
                .getLong("id");
        assertThat(waitingFor(tenant)).containsExactly(ticket);
        assertThat(unseen(tenant)).isZero();

        staff().body(Map.of("description", "We look into it."))
                .post(staffs(ticket) + "/replies")
                .then()
                .statusCode(200)
                .body("ticket.state", equalTo("OPEN"))
                .body("ticket.waiting", equalTo(false))
                .body("replies", hasSize(1));
        tenant.call().get(one(ticket)).then().body("status", equalTo("open")).body("updated_by", equalTo("staff"));
        assertThat(waitingFor(tenant)).isEmpty();
        assertThat(unseen(tenant)).isEqualTo(1);
        tenant.call()
                .get("/portal/v1/notices")
                .then()
                .body("data[0].kind", equalTo("TicketReplied"))
                .body("data[0].tickets", equalTo(List.of((int) ticket)))
                .body("data[0].words.en", equalTo("New reply in ticket-" + ticket));
        tenant.call()
                .get("/v4/account/notifications")
                .then()
                .body("data[0].type", equalTo("ticket_important"))
                .body("data[0].entity.id", equalTo((int) ticket));

        tenant.call()
                .body(Map.of("description", "It starts now, thank you."))
                .post(one(ticket) + "/replies")
                .then()
                .statusCode(200)
                .body("from_linode", equalTo(false))
                .body("created_by", equalTo(tenant.username()));
        assertThat(waitingFor(tenant)).containsExactly(ticket);
        tenant.call().get("/v4/account/notifications").then().body("data", empty());
        tenant.call()
                .get(one(ticket) + "/replies")
                .then()
                .body("data.description", equalTo(List.of("We look into it.", "It starts now, thank you.")))
                .body("data.from_linode", equalTo(List.of(true, false)))
                .body("data.created_by", equalTo(List.of("staff", tenant.username())));

        staff().post(staffs(ticket) + "/close").then().statusCode(200).body("ticket.state", equalTo("CLOSED"));
        tenant.call()
                .get(one(ticket))
                .then()
                .body("status", equalTo("closed"))
                .body("closable", equalTo(false))
                .body("closed", not(nullValue()));
        tenant.call()
                .body(Map.of("description", "One thing more"))
                .post(one(ticket) + "/replies")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("tenancy.TICKET_CLOSED"));
        tenant.call()
                .post(one(ticket) + "/close")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("tenancy.TICKET_CLOSED"));

        staff().post(staffs(ticket) + "/reopen").then().statusCode(200).body("ticket.state", equalTo("OPEN"));
        staff().post(staffs(ticket) + "/reopen")
                .then()
                .statusCode(409)
                .body("code", equalTo("tenancy.TICKET_NOT_CLOSED"));
        tenant.call().post(one(ticket) + "/close").then().statusCode(200);
        tenant.call()
                .get("/portal/v1/tickets/" + ticket + "/history")
                .then()
                .statusCode(200)
                .body(
                        "data.event",
                        equalTo(List.of(
                                "tenancy.TicketOpened",
                                "tenancy.TicketReplied",
                                "tenancy.TicketReplied",
                                "tenancy.TicketClosed",
                                "tenancy.TicketReopened",
                                "tenancy.TicketClosed")))
                .body("data[0].words.en", equalTo("Ticket opened: It does not start"))
                .body("data[1].who", equalTo("staff"));
    }

    @Test
    void ticketsAreShownAsTheyWere() {
        TestTenant tenant = TestTenants.open();
        long ticket = opened(tenant, "About the past");
        String before = now();
        staff().body(Map.of("description", "An answer"))
                .post(staffs(ticket) + "/replies")
                .then()
                .statusCode(200);
        tenant.call().post(one(ticket) + "/close").then().statusCode(200);

        tenant.call()
                .queryParam("as_of", before)
                .get(one(ticket))
                .then()
                .body("status", equalTo("new"))
                .body("summary", equalTo("About the past"));
        tenant.call()
                .queryParam("as_of", before)
                .get(one(ticket) + "/replies")
                .then()
                .body("data", empty());
        tenant.call()
                .queryParam("as_of", before)
                .header("X-Filter", "{\"status\": \"new\"}")
                .get(TICKETS)
                .then()
                .body("data.id", equalTo(List.of((int) ticket)));
        staff().queryParam("asOf", before)
                .get(staffs(ticket))
                .then()
                .body("ticket.state", equalTo("NEW"))
                .body("replies", empty());
        staff().queryParam("asOf", before)
                .queryParam("tenantId", tenant.id())
                .get("/admin/v1/tickets")
                .then()
                .body("data.state", equalTo(List.of("NEW")));
        tenant.call()
                .queryParam("as_of", "2020-01-01T00:00:00Z")
                .get(one(ticket))
                .then()
                .statusCode(404);
    }

    @Test
    void listsAreFilteredAndStaffSeeWhatWaitsFirst() {
        TestTenant tenant = TestTenants.open();
        long closed = opened(tenant, "First");
        long answered = opened(tenant, "Second");
        long waiting = opened(tenant, "Third");
        tenant.call().post(one(closed) + "/close").then().statusCode(200);
        staff().body(Map.of("description", "Yes"))
                .post(staffs(answered) + "/replies")
                .then()
                .statusCode(200);

        tenant.call()
                .header(
                        "X-Filter",
                        "{\"status\": {\"+neq\": \"closed\"}, \"+order_by\": \"opened\", \"+order\": \"asc\"}")
                .get(TICKETS)
                .then()
                .statusCode(200)
                .body("data.summary", equalTo(List.of("Second", "Third")));
        staff().queryParam("tenantId", tenant.id())
                .get("/admin/v1/tickets")
                .then()
                .body("data.id", equalTo(List.of((int) waiting, (int) answered, (int) closed)))
                .body("data[0].openedBy", equalTo(tenant.username()));
        staff().queryParam("tenantId", tenant.id())
                .queryParam("state", "closed")
                .get("/admin/v1/tickets")
                .then()
                .body("data.id", equalTo(List.of((int) closed)));
        staff().queryParam("state", "odd")
                .get("/admin/v1/tickets")
                .then()
                .statusCode(400)
                .body("field", equalTo("state"));
        assertThat(staff().get("/admin/v1/overview").jsonPath().getLong("ticketsWaiting"))
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "summary,",
        "summary,' '",
        "summary,12345678901234567890123456789012345678901234567890123456789012345",
        "description,",
        "severity,4",
        "domain_id,7",
        "bucket,mine",
        "linode_id,999999999",
        "vpc_id,999999999"
    })
    void aBadFieldIsNamed(String field, String value) {
        TestTenant tenant = TestTenants.open();
        Map<String, Object> body = new HashMap<>(Map.of("summary", "Good", "description", "Good"));
        body.put(field, value);
        tenant.call().body(body).post(TICKETS).then().statusCode(400).body("errors[0].field", equalTo(field));
        tenant.call().get(TICKETS).then().body("results", equalTo(0));
    }

    @Test
    void aTicketIsAboutOneThingAndTakesNoFiles() {
        TestTenant tenant = TestTenants.open();
        tenant.call()
                .body(Map.of("summary", "Two", "description", "things", "linode_id", 1, "volume_id", 1))
                .post(TICKETS)
                .then()
                .statusCode(400)
                .body("errors[0].reason", containsString("one thing"));
        long ticket = opened(tenant, "Files");
        TestTenants.as(tenant.token())
                .contentType("multipart/form-data")
                .multiPart("file", "screen.png", new byte[] {1, 2, 3})
                .post(one(ticket) + "/attachments")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("file"))
                .body("errors[0].reason", containsString("texts alone"));
    }

    @Test
    void aRestrictedUserSeesTheirOwnAndThoseAboutTheirThings() {
        TestTenant tenant = TestTenants.open();
        long machine = machine(tenant);
        long hidden = opened(tenant, "Of the account");
        long about = tenant.call()
                .body(Map.of("summary", "Of a machine", "description", "Hm", "linode_id", machine))
                .post(TICKETS)
                .jsonPath()
                .getLong("id");
        String user = TestTenants.restrictedUser(tenant.id());
        String token = TestTenants.token(tenant.id(), user, "*");
        TestTenants.as(token)
                .body(Map.of("summary", "Mine", "description", "about it", "linode_id", machine))
                .post(TICKETS)
                .then()
                .statusCode(400);
        long mine = TestTenants.as(token)
                .body(Map.of("summary", "Mine", "description", "Hello"))
                .post(TICKETS)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
        TestTenants.as(token).get(TICKETS).then().body("data.id", equalTo(List.of((int) mine)));

        tenant.call()
                .body(Map.of("linode", List.of(Map.of("id", machine, "permissions", "read_only"))))
                .put("/v4/account/users/" + user + "/grants")
                .then()
                .statusCode(200);
        TestTenants.as(token).get(TICKETS).then().body("data.id", equalTo(List.of((int) mine, (int) about)));
        TestTenants.as(token).get(one(hidden)).then().statusCode(404);
        TestTenants.as(token)
                .get("/portal/v1/tickets/" + hidden + "/history")
                .then()
                .statusCode(404);
        TestTenants.as(token)
                .body(Map.of("description", "May I?"))
                .post(one(about) + "/replies")
                .then()
                .statusCode(403);
        TestTenants.as(token)
                .body(Map.of("description", "Me"))
                .post(one(mine) + "/replies")
                .then()
                .statusCode(200);
    }

    @Test
    void aSuspendedTenantMayAskForHelp() {
        TestTenant tenant = TestTenants.open();
        staff().body(Map.of("reason", "unpaid"))
                .post("/admin/v1/tenants/" + tenant.id() + "/suspend")
                .then()
                .statusCode(200);
        assertThat(opened(tenant, "Why am I suspended?")).isPositive();
    }

    @Test
    void whatStaffAnswerGoesWithWhoAsked() {
        TestTenant tenant = TestTenants.open();
        long ticket = opened(tenant, "My name is " + tenant.username());
        staff().body(Map.of("description", "Dear " + tenant.username()))
                .post(staffs(ticket) + "/replies")
                .then()
                .statusCode(200);
        long person = sql.count("select opened_by from ticket_view where id = ?", ticket);
        staff().post("/admin/v1/persons/" + person + "/erase").then().statusCode(200);

        staff().get(staffs(ticket))
                .then()
                .statusCode(200)
                .body("ticket.summary", equalTo(""))
                .body("description", equalTo(""))
                .body("replies.text", equalTo(List.of("")));
        staff().body(Map.of("description", "To whom it may concern"))
                .post(staffs(ticket) + "/replies")
                .then()
                .statusCode(200)
                .body("replies.text", hasItem("To whom it may concern"));
    }

    private static List<Long> waitingFor(TestTenant tenant) {
        return staff().queryParam("tenantId", tenant.id())
                .get("/admin/v1/tickets")
                .jsonPath()
                .getList("data.findAll { it.waiting }.id", Long.class);
    }

    private static long unseen(TestTenant tenant) {
        return tenant.call().get("/portal/v1/notices/unseen").jsonPath().getLong("count");
    }

    private static long opened(TestTenant tenant, String summary) {
        return tenant.call()
                .body(Map.of("summary", summary, "description", "Please help. " + summary))
                .post(TICKETS)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private static long machine(TestTenant tenant) {
        return tenant.call()
                .body(Map.of("region", SmallSite.of(1, 8).region(), "type", "g6-nanode-1", "label", "asked-about"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private static String now() {
        return staff().get("/admin/v1/clock").jsonPath().getString("now");
    }

    private static String one(long ticket) {
        return TICKETS + "/" + ticket;
    }

    private static String staffs(long ticket) {
        return "/admin/v1/tickets/" + ticket;
    }

    private static io.restassured.specification.RequestSpecification staff() {
        return TestTenants.asOperator();
    }
}
