package myidc.driver.libvirt;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.shared.id.HostId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/** Guests of a connected host, here imitated by libvirt's own test driver, that run or stop while the book has them otherwise. */
@QuarkusTest
class FallenGuestsTest {
    @TempDir
    private Path folder;

    @Inject
    HostLinks links;

    private final ConnectedHosts connected = new ConnectedHosts();

    @BeforeEach
    void needed() {
        SystemLibvirt.needed();
    }

    @AfterEach
    void leave() {
        connected.leave();
    }

    @Test
    void oneThatShutsItselfDownIsStartedAgainAndOneThatStaffSwitchedOffIsDrift() {
        String uri = SystemLibvirt.imitation(folder);
        HostId host = connected.at(List.of(uri)).getFirst();
        TestTenant tenant = TestTenants.open();
        int id = tenant.call()
                .body(Map.of(
                        "region", regionOf(host),
                        "type", "g6-nanode-1",
                        "image", "linode/debian12",
                        "root_pass", "a long Passw0rd of nobody"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> status(tenant, id, "running"));

        at(uri, id, Domain::shutdown);

        Eventually.holds(() -> tenant.call()
                .header("X-Filter", "{\"action\": \"lassie_reboot\"}")
                .get("/v4/account/events")
                .then()
                .body("data.status", contains("finished")));
        status(tenant, id, "running");
        at(uri, id, Domain::destroy);
        Eventually.holds(() -> asOperator()
                .get("/admin/v1/hosts/" + host.value() + "/connection")
                .then()
                .body("drift.booked", contains("RUNNING"))
                .body("drift.seen", contains("OFF")));
        status(tenant, id, "running");
        tenant.call().delete("/v4/linode/instances/" + id).then().statusCode(200);
        Eventually.holds(() -> tenant.call().get("/v4/linode/instances").then().body("data", empty()));
    }

    @Test
    void oneThatSomebodyDefinedOtherwiseIsDefinedAsInTheBookAgain() {
        String uri = SystemLibvirt.imitation(folder);
        HostId host = connected.at(List.of(uri)).getFirst();
        TestTenant tenant = TestTenants.open();
        int id = tenant.call()
                .body(Map.of(
                        "region", regionOf(host),
                        "type", "g6-nanode-1",
                        "image", "linode/debian12",
                        "root_pass", "a long Passw0rd of nobody"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> status(tenant, id, "running"));
        String drift = "/admin/v1/hosts/" + host.value() + "/drift";
        asOperator().get(drift).then().statusCode(200).body("drift", empty());

        at(uri, id, domain -> {
            String document = domain.getXMLDesc(GuestXml.INACTIVE);
            String changed = document.replaceFirst("(<vcpu[^>]*>)1<", "$13<")
                    .replaceFirst("<memory unit='KiB'>[0-9]+<", "<memory unit='KiB'>4194304<")
                    .replaceFirst("(?s)<interface type='bridge'>.*?</interface>", "");
            domain.getConnect().domainDefineXML(changed).free();
        });

        asOperator()
                .get(drift)
                .then()
                .body("drift.instanceId", contains(id))
                .body("drift[0].deviations.part", contains("INTERFACES", "MEMORY", "PROCESSORS"))
                .body("drift[0].deviations.booked[1]", equalTo("1024 MiB"))
                .body("drift[0].deviations.seen", contains("", "4096 MiB", "3"));
        asOperator().post(drift + "/" + id + "/undo").then().statusCode(200).body("drift", empty());
        at(
                uri,
                id,
                domain -> assertThat(domain.getXMLDesc(GuestXml.INACTIVE))
                        .contains("<interface type='bridge'>")
                        .containsPattern("<vcpu[^>]*>1<"));
        tenant.call().delete("/v4/linode/instances/" + id).then().statusCode(200);
        Eventually.holds(() -> tenant.call().get("/v4/linode/instances").then().body("data", empty()));
    }

    @Test
    void aGuestThatWasGivenUpAsNotStartedAndRunsAfterAllIsRunningInTheBook() {
        String uri = SystemLibvirt.imitation(folder);
        HostId host = connected.at(List.of(uri)).getFirst();
        TestTenant tenant = TestTenants.open();
        int id = tenant.call()
                .body(Map.of("region", regionOf(host), "type", "g6-nanode-1", "booted", false))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> status(tenant, id, "offline"));
        String document = links.to(uri).call(Duration.ofSeconds(5), libvirt -> {
            Domain domain = libvirt.domainLookupByName("instance-" + id);
            String told = domain.getXMLDesc(GuestXml.INACTIVE);
            domain.undefine();
            return told;
        });
        tenant.call()
                .body(Map.of())
                .post("/v4/linode/instances/" + id + "/boot")
                .then()
                .statusCode(200);
        Eventually.holds(() -> status(tenant, id, "offline"));

        links.to(uri).call(Duration.ofSeconds(5), libvirt -> {
            libvirt.domainDefineXML(document).create();
            return true;
        });

        Eventually.holds(() -> status(tenant, id, "running"));
        tenant.call().delete("/v4/linode/instances/" + id).then().statusCode(200);
        Eventually.holds(() -> tenant.call().get("/v4/linode/instances").then().body("data", empty()));
    }

    private static String regionOf(HostId host) {
        int site = asOperator().get("/admin/v1/hosts/" + host.value()).path("siteId");
        return asOperator().get("/admin/v1/sites/" + site).path("region");
    }

    private static void status(TestTenant tenant, int id, String status) {
        tenant.call().get("/v4/linode/instances/" + id).then().statusCode(200).body("status", equalTo(status));
    }

    private void at(String uri, int id, Deed deed) {
        links.to(uri).call(Duration.ofSeconds(5), libvirt -> {
            deed.to(libvirt.domainLookupByName("instance-" + id));
            return true;
        });
    }

    /** What is done to a guest at its host. */
    private interface Deed {
        void to(Domain domain) throws LibvirtException;
    }
}
