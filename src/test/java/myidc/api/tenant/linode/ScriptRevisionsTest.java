package myidc.api.tenant.linode;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever deploys a script of another account may say which revision of it they read. */
@QuarkusTest
class ScriptRevisionsTest {
    private static final String SCRIPTS = "/v4/linode/stackscripts";
    private static final String INSTANCES = "/v4/linode/instances";
    private static final String REVISION = "stackscript_revision";

    private SmallSite site;
    private TestTenant author;
    private TestTenant reader;
    private int script;

    @BeforeEach
    void aScriptOfTheCommunity() {
        site = SmallSite.of(1, 8);
        author = TestTenants.open();
        reader = TestTenants.open();
        script = author.call()
                .body(Map.of(
                        "label",
                        "shared",
                        "images",
                        List.of("any/all"),
                        "script",
                        "#!/bin/sh\ntrue\n",
                        "is_public",
                        true))
                .post(SCRIPTS)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    @Test
    void aMachineIsMadeWithTheRevisionThatWasReadAndNoOther() {
        int read = revision();
        revise("#!/bin/sh\nfalse\n");
        int now = reader.call()
                .get(SCRIPTS + "/" + script)
                .then()
                .body("revision", greaterThan(read))
                .extract()
                .path("revision");

        isRefused(post(INSTANCES, order(read)), now);
        reader.call().get(INSTANCES).then().body("results", equalTo(0));
        post(INSTANCES, order(now)).statusCode(200);
        post(INSTANCES, order(null)).statusCode(200);
    }

    @Test
    void aDeploymentIsNoRevision() {
        int read = revision();

        post(INSTANCES, order(read)).statusCode(200);

        reader.call().get(SCRIPTS + "/" + script).then().body("revision", equalTo(read));
        post(INSTANCES, order(read)).statusCode(200);
    }

    @Test
    void aRebuildAndANewDiskNameTheirRevisionToo() {
        int read = revision();
        int guest = post(INSTANCES, order(null)).statusCode(200).extract().path("id");
        Eventually.holds(() -> reader.call().get(INSTANCES + "/" + guest).then().body("status", equalTo("running")));
        revise("#!/bin/sh\nfalse\n");
        Map<String, Object> disk = with(read);
        disk.put("size", 1_024);

        isRefused(post(INSTANCES + "/" + guest + "/rebuild", with(read)), revision());
        isRefused(post(INSTANCES + "/" + guest + "/disks", disk), revision());

        reader.call().get(INSTANCES + "/" + guest).then().body("status", equalTo("running"));
        post(INSTANCES + "/" + guest + "/rebuild", with(revision())).statusCode(200);
    }

    @Test
    void aRevisionOfNoScriptIsRefused() {
        Map<String, Object> body = order(revision());
        body.remove("stackscript_id");

        post(INSTANCES, body)
                .statusCode(400)
                .body("errors[0].field", equalTo(REVISION))
                .body("errors[0].reason", equalTo("stackscript_revision cannot be given without a stackscript_id"));
    }

    private static void isRefused(ValidatableResponse answer, int now) {
        answer.statusCode(400)
                .body("errors[0].code", equalTo("compute.STACKSCRIPT_REVISED"))
                .body("errors[0].field", equalTo(REVISION))
                .body(
                        "errors[0].reason",
                        equalTo("stackscript_revision must be " + now
                                + ": the StackScript was changed since you read it"));
    }

    private int revision() {
        return reader.call().get(SCRIPTS + "/" + script).path("revision");
    }

    private void revise(String text) {
        author.call()
                .body(Map.of("script", text))
                .put(SCRIPTS + "/" + script)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse post(String path, Map<String, Object> body) {
        return reader.call().body(body).post(path).then();
    }

    private Map<String, Object> order(Integer revision) {
        Map<String, Object> order = with(revision);
        order.put("region", site.region());
        order.put("type", "g6-nanode-1");
        return order;
    }

    private Map<String, Object> with(Integer revision) {
        Map<String, Object> body = new HashMap<>(
                Map.of("image", "linode/debian12", "root_pass", "a long Password 1", "stackscript_id", script));
        if (revision != null) {
            body.put(REVISION, revision);
        }
        return body;
    }
}
