package myidc.tenancy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.axon.Projection;
import myidc.platform.axon.ProjectionRebuild;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

/** Destroying a person's key takes what is personal out of facts, views and rebuilt views alike. */
@QuarkusTest
class ErasureTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIbA1t6tBzZ2Jd1kU5h8mVJ3YzRkQ0pLb0hXcVZ5c2RmZ2hq"
                    + " li.wei@example.com";

    @Inject
    Sql sql;

    @Inject
    ProjectionRebuild rebuilds;

    @Test
    void anErasedPersonIsNowhereAndTheBookStaysWhole() {
        TestTenant tenant = TestTenants.open();
        String name = tenant.username();
        long person = personOf(name);
        given().contentType("application/json")
                .body(Map.of("username", name, "password", tenant.password()))
                .post("/auth/session")
                .then()
                .statusCode(200);
        tenant.call()
                .body(Map.of("label", name + " key", "ssh_key", KEY))
                .post("/v4/profile/sshkeys")
                .then()
                .statusCode(200);
        tenant.call()
                .body(Map.of("theme", name))
                .put("/v4/profile/preferences")
                .then()
                .statusCode(200);
        tenant.call()
                .header("Idempotency-Key", "ticket-" + TestTenants.unique())
                .body(Map.of("summary", name + " asks", "description", "I am " + name))
                .post("/v4/support/tickets")
                .then()
                .statusCode(200);
        long facts = factsOf(person);

        TestTenants.asOperator()
                .post("/admin/v1/persons/" + person + "/erase")
                .then()
                .statusCode(200)
                .body("state", equalTo("ERASED"))
                .body("username", equalTo(""))
                .body("email", nullValue());

        assertThat(factsOf(person)).isEqualTo(facts + 1);
        assertThat(whereverIs(name)).as("places that still know the name").isEmpty();
        assertThat(sql.count("select count(*) from login_view where person_id = ? and address <> ''", person))
                .isZero();
        tenant.call().get("/v4/profile").then().statusCode(401);
        for (Projection projection : rebuilds.all()) {
            if (projection.name().startsWith("tenancy.")) {
                ProjectionRebuild.Verdict verdict = rebuilds.verify(projection);
                assertThat(verdict.rebuilt()).as(projection.name()).isEqualTo(verdict.live());
            }
        }
        TestTenants.asOperator()
                .post("/admin/v1/persons/" + person + "/erase")
                .then()
                .statusCode(409);
    }

    @Test
    void theNameOfAnErasedPersonIsFree() {
        TestTenant tenant = TestTenants.open();
        TestTenants.asOperator()
                .post("/admin/v1/persons/" + personOf(tenant.username()) + "/erase")
                .then()
                .statusCode(200);

        TestTenants.asOperator()
                .body(Map.of("username", tenant.username(), "password", "another password"))
                .post("/admin/v1/tenants/" + tenant.id() + "/users")
                .then()
                .statusCode(200);
    }

    @Test
    void anErasedContactMayBeGivenAnew() {
        TestTenant tenant = TestTenants.open();
        TestTenants.asOperator()
                .post("/admin/v1/tenants/" + tenant.id() + "/erase-contact")
                .then()
                .statusCode(200)
                .body("contact.email", nullValue());

        tenant.call()
                .body(Map.of("email", "new@example.com"))
                .put("/v4/account")
                .then()
                .statusCode(200)
                .body("email", equalTo("new@example.com"));
    }

    @Test
    void theLastOperatorStays() {
        long operators = sql.count("select count(*) from person_view where role = 'OPERATOR' and state = 'ACTIVE'");
        assertThat(operators).as("the tests make no second operator").isEqualTo(1);

        TestTenants.asOperator()
                .post("/admin/v1/persons/1/erase")
                .then()
                .statusCode(409)
                .body("code", equalTo("tenancy.LAST_OPERATOR"));
    }

    private long personOf(String username) {
        return sql.count("select id from person_view where username = ?", username);
    }

    private long factsOf(long person) {
        return sql.count("select count(*) from domain_event where aggregate_id = ?", "person-" + person);
    }

    /** Tables with a row in which a text occurs. */
    private List<String> whereverIs(String text) {
        return sql
                .rows(
                        "select table_name from information_schema.tables where table_schema = 'public'"
                                + " and table_type = 'BASE TABLE'",
                        row -> row.getString(1))
                .stream()
                .filter(table -> !table.equals("tenant_view"))
                .filter(table ->
                        sql.count("select count(*) from \"" + table + "\" t where t::text like ?", "%" + text + "%")
                                > 0)
                .toList();
    }
}
