package myidc.billing.reconcile;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.billing.port.Postman.Letter;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

/** What staff answer in a ticket is told by mail, by the ticket's number alone. */
@QuarkusTest
class TicketMailTest {
    @Inject
    NoticeCourier courier;

    @Inject
    TestPostman postman;

    @Inject
    Sql sql;

    @Test
    void anAnswerOfStaffIsMailedWithoutItsWordsAndOnesOwnReplyIsNot() {
        TestTenant tenant = TestTenants.open();
        long ticket = tenant.call()
                .body(Map.of("summary", "It does not start", "description", "Since this morning."))
                .post("/v4/support/tickets")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
        tenant.call()
                .body(Map.of("description", "Still not."))
                .post("/v4/support/tickets/" + ticket + "/replies")
                .then()
                .statusCode(200);

        asOperator()
                .body(Map.of("description", "Mind the blue cable."))
                .post("/admin/v1/tickets/" + ticket + "/replies")
                .then()
                .statusCode(200);

        Eventually.holds(() -> {
            courier.round();
            assertThat(mails(tenant)).containsExactly("SENT");
        });
        assertThat(lettersTo(tenant)).hasSize(1);
        Letter letter = lettersTo(tenant).getFirst();
        assertThat(letter.subject()).contains("ticket-" + ticket).contains("New reply");
        assertThat(letter.text()).doesNotContain("blue cable").doesNotContain("Still not");
    }

    /** Of one ticket they are queued in its order: once there is one of staff's answer, there is none of what was before. */
    private List<String> mails(TestTenant tenant) {
        return sql.rows(
                "select state from notice_delivery where way = 'MAIL' and tenant_id = ?",
                row -> row.getString(1),
                tenant.id());
    }

    private List<Letter> lettersTo(TestTenant tenant) {
        return postman.letters.stream()
                .filter(letter -> letter.to().equals(tenant.username() + "@example.com"))
                .toList();
    }
}
