package myidc.tenancy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import myidc.platform.axon.Commands;
import myidc.platform.db.Claims;
import myidc.platform.db.Sql;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Refused;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FoundingTest {
    @Inject
    Sql sql;

    @Inject
    Founding founding;

    @Inject
    Commands commands;

    @Inject
    Claims claims;

    @Inject
    CurrentCaller callers;

    @Test
    void aSecondStartMakesNoSecondOperatorAndNoSecondToken() {
        long facts = facts();

        founding.start(new StartupEvent());

        assertThat(facts()).isEqualTo(facts);
        assertThat(sql.count("select count(*) from token_view where token_use = 'CONFIGURED'"))
                .isEqualTo(1);
    }

    @Test
    void theClaimOfTheFirstOperatorIsTakenOnce() {
        Assertions.assertThatThrownBy(() -> commands.perform(
                        () -> claims.take(
                                new Claims.Claim("tenancy.founder", "operator", "username"),
                                "another portal",
                                TenancyRefusal.FOUNDER_EXISTS),
                        () -> Boolean.TRUE))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(TenancyRefusal.FOUNDER_EXISTS));
    }

    @Test
    void theOperatorHasAPasswordThatNobodyKnowsHere() {
        assertThat(sql.count("select count(*) from person_password where person_id = 1"))
                .isEqualTo(1);
        given().contentType("application/json")
                .body(Map.of("username", "operator", "password", "operator"))
                .post("/auth/session")
                .then()
                .statusCode(401);
    }

    private long facts() {
        return sql.count("select count(*) from domain_event where payload_type like 'tenancy.%'"
                + " and aggregate_id in ('person-1') and payload_type not like '%Sign%'");
    }
}
