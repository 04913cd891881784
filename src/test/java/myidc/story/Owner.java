package myidc.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;

/** The person behind a tenant of a story, known by name until they ask to be forgotten. */
final class Owner {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGluZGl2aWR1YWwta2V5LW51bWJlci1vbmUtb2YtdGVz ";

    private final Sql sql;
    private final TestTenant tenant;
    private final long person;
    private final String surname = "Wendelin" + TestTenants.unique();
    private final String mail = "mail-" + TestTenants.unique() + "@example.com";

    private Owner(Sql sql, TestTenant tenant) {
        this.sql = sql;
        this.tenant = tenant;
        this.person = sql.count("select id from person_view where username = ?", tenant.username());
    }

    /** Leaves the person's name wherever it may be left: contact, profile, keys, sign-ins, answers to repeated requests. */
    static Owner known(Sql sql, TestTenant tenant) {
        Owner owner = new Owner(sql, tenant);
        owner.leaveTraces();
        return owner;
    }

    private void leaveTraces() {
        tenant.call()
                .body(Map.of("first_name", "Ada", "last_name", surname, "email", mail, "phone", "+86 21 5550 0100"))
                .put("/v4/account")
                .then()
                .statusCode(200);
        tenant.call()
                .header("Idempotency-Key", TestTenants.unique())
                .body(Map.of("label", surname, "ssh_key", KEY + mail))
                .post("/v4/profile/sshkeys")
                .then()
                .statusCode(200);
        TestTenants.asOperator()
                .header("Idempotency-Key", "once-" + person)
                .body(Map.of("username", "u-" + TestTenants.unique(), "email", mail, "displayName", surname))
                .post("/admin/v1/tenants/" + tenant.id() + "/users")
                .then()
                .statusCode(200);
        assertThat(whereverIs(surname)).contains("stored_answer", "tenant_view", "ssh_key_view");
    }

    /** Erases the person, the second user and the contact; nothing of them may remain anywhere. */
    void forgotten() {
        String thing = sql.row(
                        "select aggregate_id from domain_event where meta_data ->> 'who' = ?"
                                + " and aggregate_id like 'instance-%' limit 1",
                        row -> row.getString(1), "person-" + person)
                .orElseThrow();
        assertThat(sql.count(
                        "select count(*) from domain_event where meta_data ->> 'who' = ?"
                                + " and meta_data ->> 'from' not like 'sealed:person-%'",
                        "person-" + person))
                .as("facts that tell in clear where the person's request came from")
                .isZero();
        assertThat(originsOf(thing)).as("an operator can trace it").contains("127.0.0.1");
        long facts = sql.count("select count(*) from domain_event");

        for (long one :
                sql.rows("select id from person_view where tenant_id = ?", row -> row.getLong(1), tenant.id())) {
            operator().post("/admin/v1/persons/" + one + "/erase").then().statusCode(200);
        }
        operator()
                .post("/admin/v1/tenants/" + tenant.id() + "/erase-contact")
                .then()
                .statusCode(200);

        assertThat(sql.count("select count(*) from domain_event")).isGreaterThan(facts);
        for (String trace : List.of(surname, mail, tenant.username())) {
            assertThat(whereverIs(trace)).as("tables that still know %s", trace).isEmpty();
        }
        assertThat(originsOf(thing)).as("nobody can trace it any more").doesNotContain("127.0.0.1");
        operator()
                .header("Idempotency-Key", "once-" + person)
                .body(Map.of("username", "another", "email", mail))
                .post("/admin/v1/tenants/" + tenant.id() + "/users")
                .then()
                .statusCode(422);
    }

    /** The books are the same before and after, to the last figure, and sum to nothing. */
    static void booksStay(Sql sql, long invoice, Runnable between) {
        Supplier<List<String>> postings = () -> sql.rows(
                "select p::text from posting p where invoice_id = ? order by cause, seq",
                row -> row.getString(1),
                invoice);
        List<String> before = postings.get();
        JsonPath printed = invoice(invoice);
        assertThat(before).isNotEmpty();

        between.run();

        assertThat(postings.get()).isEqualTo(before);
        assertThat(sql.count("select count(*) from (select from posting group by currency having sum(amount) <> 0)"))
                .as("currencies whose postings do not sum to zero")
                .isZero();
        assertThat(invoice(invoice).getList("lines")).isEqualTo(printed.getList("lines"));
        operator()
                .get("/admin/v1/invoices/" + invoice + "/lines/1/trace")
                .then()
                .statusCode(200)
                .body("same", equalTo(true));
    }

    private static JsonPath invoice(long id) {
        return operator()
                .get("/admin/v1/invoices/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> originsOf(String thing) {
        return operator()
                .get("/admin/v1/history/" + thing)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data.from", String.class);
    }

    /** Tables with a row in which a text occurs. */
    private List<String> whereverIs(String text) {
        return sql
                .rows(
                        "select table_name from information_schema.tables where table_schema = 'public'"
                                + " and table_type = 'BASE TABLE'",
                        row -> row.getString(1))
                .stream()
                .filter(table ->
                        sql.count("select count(*) from \"" + table + "\" t where position(? in t::text) > 0", text)
                                > 0)
                .toList();
    }

    private static io.restassured.specification.RequestSpecification operator() {
        return TestTenants.asOperator();
    }
}
