package myidc.driver.libvirt;

import static io.restassured.RestAssured.given;
import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import myidc.SmallSite;
import org.junit.jupiter.api.Test;

/** How a machine asks for its certificate, and how the portal shows it who it is. */
@QuarkusTest
class HostJoinTest {
    private static final String PATH = "/admin/v1/host-join";
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

    @Inject
    PortalIdentity identity;

    @Test
    void theCommandIsThereForEverybodyAndHoldsNoSecret() {
        given().get(PATH)
                .then()
                .statusCode(200)
                .contentType("text/x-shellscript")
                .body(startsWith("#!/bin/sh"));
    }

    @Test
    void aMachineWithAnInvitationGetsACertificateForItsAddressAndKey() throws Exception {
        KeyPair keys = keys("secp256r1");

        List<X509Certificate> both = read(ask(invite(), keys, "192.0.2.17").statusCode(200));

        assertThat(both).hasSize(2);
        X509Certificate host = both.getFirst();
        host.verify(both.getLast().getPublicKey());
        assertThat(host.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(host.getSubjectAlternativeNames()).containsExactly(List.of(7, "192.0.2.17"));
        assertThat(host.getExtendedKeyUsage()).containsExactly(SERVER);
        assertThat(host.getBasicConstraints()).isEqualTo(-1);
        assertThat(both.getLast().getBasicConstraints()).isNotEqualTo(-1);
    }

    @Test
    void hostsHaveOneAuthorityAndMayHaveNames() throws Exception {
        List<X509Certificate> one =
                read(ask(invite(), keys("secp256r1"), "node-1.example").statusCode(200));
        List<X509Certificate> other =
                read(ask(invite(), keys("secp384r1"), "2001:db8::1").statusCode(200));

        assertThat(one.getLast()).isEqualTo(other.getLast());
        assertThat(one.getFirst().getSubjectAlternativeNames()).containsExactly(List.of(2, "node-1.example"));
        assertThat(one.getFirst().getSerialNumber())
                .isNotEqualTo(other.getFirst().getSerialNumber());
    }

    @Test
    void anInvitationIsForOneMachineAndANewOneTakesItsPlace() throws Exception {
        long host = SmallSite.of(1, 8).hosts().getFirst();
        String first = invite(host);
        KeyPair keys = keys("secp256r1");
        ask(first, keys, "192.0.2.18").statusCode(200);
        ask(first, keys, "192.0.2.19").statusCode(200);

        ask(first, keys("secp256r1"), "192.0.2.18").statusCode(409).body("code", equalTo("compute.JOIN_TOKEN_USED"));

        String second = invite(host);
        ask(first, keys, "192.0.2.18").statusCode(401);
        ask(second, keys("secp256r1"), "192.0.2.18").statusCode(200);
        asOperator().get("/admin/v1/hosts/" + host).then().body("uri", nullValue());
    }

    @Test
    void theAddressOfAnotherHostGetsNoCertificate() throws Exception {
        long other = SmallSite.of(1, 8).hosts().getFirst();
        asOperator()
                .contentType("application/json")
                .body(Map.of("uri", "qemu+tls://Other.invalid:16514/system"))
                .put("/admin/v1/hosts/" + other + "/connection")
                .then()
                .statusCode(200);
        String token = invite();
        KeyPair keys = keys("secp256r1");

        ask(token, keys, "other.invalid")
                .statusCode(409)
                .body("code", equalTo("compute.HOST_URI_TAKEN"))
                .body("field", equalTo("address"));
        ask(token, keys, "another.invalid").statusCode(200);

        asOperator().delete("/admin/v1/hosts/" + other + "/connection").then().statusCode(200);
        ask(token, keys, "other.invalid").statusCode(200);
    }

    @Test
    void whatIsNoTokenAddressOrKeyIsRefused() throws Exception {
        String token = invite();
        KeyPair keys = keys("secp256r1");

        ask("0".repeat(64), keys, "192.0.2.20").statusCode(401);
        ask(token, keys, "192.0.2.20/24").statusCode(400).body("field", equalTo("address"));
        ask(token, keys, "-x").statusCode(400).body("field", equalTo("address"));
        post(token, "/certificate", Map.of("publicKey", "bm8=", "address", "192.0.2.20"))
                .statusCode(400)
                .body("field", equalTo("publicKey"));
        given().contentType("application/json")
                .body("{}")
                .post(PATH + "/end")
                .then()
                .statusCode(401);
        post(token, "/end", Map.of()).statusCode(409).body("code", equalTo("compute.JOIN_NOT_BEGUN"));
        asOperator().post("/admin/v1/hosts/999999999/invitation").then().statusCode(404);
    }

    @Test
    void aMachineThatDoesNotAnswerIsNotConnected() throws Exception {
        SystemLibvirt.needed();
        long host = SmallSite.of(1, 8).hosts().getFirst();
        String token = invite(host);
        ask(token, keys("secp256r1"), "nowhere.invalid").statusCode(200);

        post(token, "/end", Map.of())
                .statusCode(409)
                .body("code", equalTo("compute.JOIN_NO_ANSWER"))
                .body("detail", containsString("qemu+tls://nowhere.invalid/system"));

        asOperator().get("/admin/v1/hosts/" + host).then().body("uri", nullValue());
    }

    @Test
    void thePortalShowsItsOwnCertificateToHostsThatJoinedAlone() throws Exception {
        String uri = "qemu+tls://shown.example/system";
        assertThat(identity.shownTo(uri)).isEqualTo(uri);
        X509Certificate authority = read(ask(invite(), keys("secp256r1"), "shown.example")
                        .statusCode(200))
                .getLast();

        String shown = identity.shownTo(uri);

        assertThat(shown).startsWith(uri + "?pkipath=/");
        Path folder = Path.of(shown.substring(shown.indexOf('=') + 1));
        Path key = folder.resolve("clientkey.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        X509Certificate client =
                certificates(Files.readString(folder.resolve("clientcert.pem"))).getFirst();
        client.verify(authority.getPublicKey());
        assertThat(client.getSubjectX500Principal().getName()).isEqualTo("CN=myidc-portal");
        assertThat(client.getExtendedKeyUsage()).containsExactly(CLIENT);

        Files.delete(key);
        assertThat(Path.of(identity.shownTo(uri).substring(shown.indexOf('=') + 1))
                        .resolve("clientkey.pem"))
                .exists();
        assertThat(identity.shownTo(uri + "?pkipath=/etc/pki/own")).isEqualTo(uri + "?pkipath=/etc/pki/own");
    }

    private static String invite() {
        return invite(SmallSite.of(1, 8).hosts().getFirst());
    }

    private static String invite(long host) {
        return asOperator()
                .post("/admin/v1/hosts/" + host + "/invitation")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }

    private static KeyPair keys(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static ValidatableResponse ask(String token, KeyPair keys, String address) {
        String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        return post(token, "/certificate", Map.of("publicKey", key, "address", address));
    }

    private static ValidatableResponse post(String token, String path, Map<String, String> body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .accept("*/*")
                .body(body)
                .post(PATH + path)
                .then();
    }

    private static List<X509Certificate> read(ValidatableResponse answer) throws Exception {
        return certificates(answer.extract().asString());
    }

    private static List<X509Certificate> certificates(String pem) throws Exception {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
