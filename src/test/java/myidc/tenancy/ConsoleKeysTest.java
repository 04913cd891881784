package myidc.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConsoleKeysTest {
    @Inject
    Sql sql;

    @Test
    void keysOfTheKindsThatTheGatewayChecksAreTakenOnce() {
        String ed = key("ssh-ed25519", new byte[32]);
        String rsa = key("ssh-rsa", new byte[] {1, 0, 1}, modulus(2_048));
        String ecdsa = key("ecdsa-sha2-nistp256", "nistp256".getBytes(StandardCharsets.US_ASCII), new byte[65]);

        assertThat(ConsoleKeys.checked(List.of(ed + " me", rsa, ecdsa, ed + " me again")))
                .containsExactly(ed + " me", rsa, ecdsa);
    }

    @Test
    void whatTheGatewayWouldNotTakeIsRefusedByItsPlace() {
        String good = key("ssh-ed25519", new byte[32]);
        for (String wrong : List.of(
                "",
                "ssh-ed25519",
                "ssh-ed25519 nonsense!",
                good + "\n" + good,
                key("ssh-ed25519", new byte[31]),
                key("ssh-ed25519", new byte[32], new byte[1]),
                key("ssh-rsa", new byte[] {1, 0, 1}, modulus(1_024)),
                key("ssh-rsa", new byte[] {1, 0, 1}),
                key("ssh-dss", new byte[128]),
                key("sk-ssh-ed25519@openssh.com", new byte[32], new byte[4]))) {
            assertThatThrownBy(() -> ConsoleKeys.checked(List.of(good, wrong)))
                    .as(wrong)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("authorized_keys[1]");
        }
        assertThatThrownBy(() -> ConsoleKeys.checked(Collections.nCopies(51, good)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("50");
    }

    @Test
    void theProfileKeepsThemAsLinodesDoes() {
        TestTenant tenant = TestTenants.open();
        String key = key("ssh-ed25519", new byte[32]) + " me@home";
        tenant.call()
                .get("/v4/profile")
                .then()
                .body("lish_auth_method", equalTo("keys_only"))
                .body("authorized_keys", nullValue());

        change(tenant, Map.of("lish_auth_method", "password_keys", "authorized_keys", List.of(key)))
                .statusCode(200)
                .body("lish_auth_method", equalTo("password_keys"))
                .body("authorized_keys", contains(key));
        change(tenant, Map.of("lish_auth_method", "password_keys", "authorized_keys", List.of(key)))
                .statusCode(200);
        change(tenant, Map.of("lish_auth_method", "disabled")).statusCode(200).body("authorized_keys", contains(key));
        change(tenant, Map.of("lish_auth_method", "always"))
                .statusCode(400)
                .body("errors[0].field", equalTo("lish_auth_method"))
                .body("errors[0].reason", containsString("keys_only"));
        change(tenant, Map.of("authorized_keys", List.of(key, "nonsense")))
                .statusCode(400)
                .body("errors[0].field", equalTo("authorized_keys[1]"));

        assertThat(facts(tenant)).filteredOn(fact -> fact.contains("Console")).hasSize(3);
        assertThat(facts(tenant)).noneMatch(fact -> fact.contains(key));
        change(tenant, Map.of("authorized_keys", List.of())).statusCode(200).body("authorized_keys", nullValue());
    }

    @Test
    void theyAreGoneWithThePerson() {
        TestTenant tenant = TestTenants.open();
        change(tenant, Map.of("authorized_keys", List.of(key("ssh-ed25519", new byte[32]) + " me@home")))
                .statusCode(200);
        long person = personOf(tenant);

        TestTenants.asOperator()
                .post("/admin/v1/persons/" + person + "/erase")
                .then()
                .statusCode(200);

        assertThat(sql.count("select cardinality(console_keys) from person_view where id = ?", person))
                .isZero();
    }

    private static ValidatableResponse change(TestTenant tenant, Map<String, Object> body) {
        return tenant.call().body(body).put("/v4/profile").then();
    }

    private long personOf(TestTenant tenant) {
        return sql.count("select id from person_view where username = ?", tenant.username());
    }

    private List<String> facts(TestTenant tenant) {
        return sql.rows(
                "select payload_type || payload::text from domain_event where aggregate_id = ?",
                row -> row.getString(1),
                "person-" + personOf(tenant));
    }

    private static byte[] modulus(int bits) {
        byte[] modulus = new byte[bits / 8 + 1];
        modulus[1] = (byte) 0x80;
        return modulus;
    }

    private static String key(String type, byte[]... parts) {
        ByteBuffer bytes = ByteBuffer.allocate(4_096);
        bytes.putInt(type.length()).put(type.getBytes(StandardCharsets.US_ASCII));
        for (byte[] part : parts) {
            bytes.putInt(part.length).put(part);
        }
        byte[] whole = new byte[bytes.position()];
        bytes.flip().get(whole);
        return type + " " + Base64.getEncoder().encodeToString(whole);
    }
}
