package myidc.driver.libvirt;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.compute.port.MachineRoom.Ending;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.driver.MachineRoomContract;
import myidc.network.event.FirewallRules;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.Domain;

/** Hosts that libvirt answers for, here imitated by its own test driver. */
@QuarkusTest
class ConnectedHostTest extends MachineRoomContract {
    @TempDir
    private Path folder;

    @Inject
    HostLinks links;

    private final Set<Long> connected = new HashSet<>();
    private String uri = "";

    @BeforeEach
    void needed() {
        SystemLibvirt.needed();
    }

    /** Else they are lost soon after, which other tests would see. */
    @AfterEach
    void leave() {
        for (long host : connected) {
            Eventually.holds(() -> {
                asOperator().delete("/admin/v1/hosts/" + host + "/connection");
                asOperator().get("/admin/v1/hosts/" + host).then().body("uri", nullValue());
            });
        }
    }

    @Override
    protected HostId host() {
        long host = SmallSite.of(1, 8).hosts().getFirst();
        uri = SystemLibvirt.imitation(folder);
        connect(host, uri).statusCode(200);
        return new HostId(host);
    }

    /** The imitation of a host has no filters. */
    @Override
    protected boolean holdsToAddresses() {
        return false;
    }

    @Override
    protected boolean mayUse(InstanceId guest, String address) {
        return false;
    }

    @Override
    protected Ending fall(HostId host, InstanceId guest) {
        stop(guest, false);
        return Ending.SHUT_DOWN;
    }

    /** The imitation of a host has no filters. */
    @Override
    protected void changeFilter(HostId host, InstanceId guest) {}

    @Override
    protected void switchOff(HostId host, InstanceId guest) {
        stop(guest, true);
    }

    private void stop(InstanceId guest, boolean hard) {
        links.to(uri).call(Duration.ofSeconds(5), libvirt -> {
            Domain domain = libvirt.domainLookupByName(GuestXml.name(guest));
            if (hard) {
                domain.destroy();
            } else {
                domain.shutdown();
            }
            return true;
        });
    }

    /** No memory can be plugged into imitated guests. */
    @Override
    protected boolean growsGuests() {
        return false;
    }

    @Test
    void aConnectedHostTellsWhatItIs() {
        long host = host().value();

        until(() -> sight(host).extract().path("answeredAt") != null);

        sight(host)
                .body("software", startsWith("TEST "))
                .body("vcpus", equalTo(16))
                .body("memoryMb", equalTo(65_536))
                .body("diskMb", equalTo(102_400))
                .body("failures", equalTo(0))
                .body("drift.size()", equalTo(0));
    }

    @Test
    void aTenantsMachineIsMadeOnTheHostAndDeletedThere() throws Exception {
        SmallSite site = SmallSite.of(1, 8);
        long host = site.hosts().getFirst();
        String uri = SystemLibvirt.imitation(folder);
        connect(host, uri).statusCode(200);
        TestTenant tenant = TestTenants.open();

        int id = tenant.call()
                .body(Map.of(
                        "region", site.region(),
                        "type", "g6-nanode-1",
                        "image", "linode/debian12",
                        "root_pass", "a long Passw0rd of nobody"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        until(() -> status(tenant, id).equals("running"));

        assertThat(names(uri)).containsExactly("instance-" + id);
        assertThat(document(uri, id)).contains("linode.debian12.qcow2").doesNotContain("Passw0rd");
        tenant.call().delete("/v4/linode/instances/" + id).then().statusCode(200);
        until(() -> names(uri).isEmpty() && files(uri).isEmpty());
    }

    @Test
    void theGpusThatTheHostFindsAreShownBesideTheBooksAndAGuestHasOne() {
        SmallSite site = SmallSite.of(1, 8);
        long host = site.hosts().getFirst();
        String uri = SystemLibvirt.imitation(folder);
        connect(host, uri).statusCode(200);
        String gpus = "/admin/v1/host-gpus/" + host;

        asOperator()
                .get(gpus + "/found")
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(1))
                .body("data[0].state", equalTo("NOT_BOOKED"))
                .body("data[0].address", equalTo("0000:41:00.0"))
                .body("data[0].model", equalTo("GA102GL [A10]"))
                .body("data[0].slices.id", equalTo(List.of("nvidia-592")));
        for (String address : List.of("0000:41:00.0", "0000:42:00.0")) {
            asOperator()
                    .body(Map.of("model", "NVIDIA A10", "address", address, "memoryMb", 24_576))
                    .post(gpus)
                    .then()
                    .statusCode(200);
        }
        asOperator().get(gpus + "/found").then().body("data.state", equalTo(List.of("AS_BOOKED", "NOT_THERE")));

        TestTenant tenant = TestTenants.open();
        String plan = "gpu-" + TestTenants.unique();
        asOperator()
                .body(Map.ofEntries(
                        Map.entry("id", plan),
                        Map.entry("label", "GPUs"),
                        Map.entry("class", "gpu"),
                        Map.entry("vcpus", 1),
                        Map.entry("memoryMb", 1024),
                        Map.entry("diskMb", 10_240),
                        Map.entry("transferGb", 0),
                        Map.entry("networkOutMbps", 0),
                        Map.entry("hourly", 1),
                        Map.entry("monthly", 1),
                        Map.entry("gpus", 2)))
                .post("/admin/v1/plans")
                .then()
                .statusCode(200);
        int id = tenant.call()
                .body(Map.of("region", site.region(), "type", plan))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        until(() -> List.of("running", "offline").contains(status(tenant, id)));
        assertThat(document(uri, id))
                .contains("<hostdev mode='subsystem' type='pci' managed='yes'>", "bus='0x41'", "bus='0x42'");
        tenant.call().delete("/v4/linode/instances/" + id).then().statusCode(200);
        until(() -> names(uri).isEmpty());
    }

    @Test
    void aGuestThatVanishedIsShownAsDrift() {
        SmallSite site = SmallSite.of(1, 8);
        long host = site.hosts().getFirst();
        String uri = SystemLibvirt.imitation(folder);
        connect(host, uri).statusCode(200);
        TestTenant tenant = TestTenants.open();
        int id = tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        until(() -> !names(uri).isEmpty() && List.of("running", "offline").contains(status(tenant, id)));
        String booked = status(tenant, id).toUpperCase(Locale.ROOT);

        links.to(uri).call(Duration.ofSeconds(5), libvirt -> {
            var domain = libvirt.domainLookupByName("instance-" + id);
            if (domain.isActive() == 1) {
                domain.destroy();
            }
            domain.undefine();
            return true;
        });

        until(() -> !sight(host).extract().jsonPath().getList("drift").isEmpty());
        sight(host)
                .body("drift[0].instanceId", equalTo(id))
                .body("drift[0].booked", equalTo(booked))
                .body("drift[0].seen", equalTo("ABSENT"));
        tenant.call().delete("/v4/linode/instances/" + id).then().statusCode(200);
    }

    @Test
    void aHostThatGivesNoAnswerIsLostAndReturns() throws Exception {
        long host = SmallSite.of(1, 8).hosts().getFirst();
        Path later = folder.resolve("later-" + host + ".xml");
        connect(host, "test://" + later.toAbsolutePath()).statusCode(200);

        until(() -> state(host).equals("LOST"));
        sight(host).body("failures", greaterThanOrEqualTo(3));

        Files.copy(Path.of(URI.create(SystemLibvirt.imitation(folder).replace("test:", "file:"))), later);
        until(() -> state(host).equals("ACTIVE"));
        sight(host).body("failures", equalTo(0)).body("error", nullValue());
    }

    @Test
    void rulesThatAHostCannotHoldToAreAnError() {
        HostId host = host();
        InstanceId guest = guest();
        room().define(definition(host, guest, 1, null));

        assertThatThrownBy(() ->
                        room().filter(host, guest, new FirewallRules(List.of(), false, List.of(), true), List.of()))
                .isInstanceOf(RoomFailed.class)
                .hasMessageContaining("cannot filter");
        room().filter(host, guest, null, List.of());
        room().undefine(host, guest);
    }

    @Test
    void anImageThatTheHostLacksIsNamed() {
        HostId host = host();
        InstanceId guest = guest();

        assertThatThrownBy(() -> room().define(definition(host, guest, 1, "linode/none")))
                .isInstanceOf(RoomFailed.class)
                .hasMessageContaining("linode.none.qcow2");
    }

    @Test
    void aConnectionIsGivenBackAndGivenToOneHostAlone() {
        SmallSite site = SmallSite.of(2, 8);
        long one = site.hosts().getFirst();
        long other = site.hosts().getLast();
        String uri = SystemLibvirt.imitation(folder);
        connect(one, uri).statusCode(200).body("uri", equalTo(uri));

        connect(other, uri).statusCode(409).body("code", equalTo("compute.HOST_URI_TAKEN"));
        asOperator()
                .delete("/admin/v1/hosts/" + one + "/connection")
                .then()
                .statusCode(200)
                .body("uri", nullValue());
        connect(other, uri).statusCode(200);
        asOperator()
                .get("/admin/v1/hosts/" + one + "/connection")
                .then()
                .statusCode(404)
                .body("code", equalTo("compute.HOST_NOT_CONNECTED"));
    }

    @Test
    void anAddressThatRunsAProgramOrHoldsAPasswordIsRefused() {
        long host = SmallSite.of(1, 8).hosts().getFirst();

        for (String uri : List.of(
                "qemu+ssh://root@host/system?command=/tmp/x",
                "qemu+ext://host/system",
                "qemu+tcp://host/system",
                "qemu+tls://root:secret@host/system",
                "qemu+tls://host/system?no_verify=1",
                "qemu+tls://host",
                "http://host/system",
                "qemu+ssh://host/system?keyfile=/a;b",
                "qemu+ssh://host/system?known_hosts=/a",
                "not a uri")) {
            connect(host, uri).statusCode(400).body("field", equalTo("uri"));
        }
        asOperator().get("/admin/v1/hosts/" + host).then().body("uri", nullValue());
    }

    private List<String> names(String uri) {
        return links.to(uri).call(Duration.ofSeconds(5), host -> {
            List<String> names = new ArrayList<>();
            for (Domain domain : host.listAllDomains(0)) {
                names.add(domain.getName());
            }
            return names;
        });
    }

    private List<String> files(String uri) {
        return links.to(uri)
                .call(
                        Duration.ofSeconds(5),
                        host -> List.of(host.storagePoolLookupByName("myidc").listVolumes()));
    }

    private String document(String uri, int id) {
        return links.to(uri)
                .call(
                        Duration.ofSeconds(5),
                        host -> host.storagePoolLookupByName("myidc")
                                        .storageVolLookupByName("instance-" + id + ".qcow2")
                                        .getXMLDesc(0)
                                + host.domainLookupByName("instance-" + id).getXMLDesc(0));
    }

    private static String status(TestTenant tenant, int id) {
        return tenant.call().get("/v4/linode/instances/" + id).then().extract().path("status");
    }

    private static String state(long host) {
        return asOperator().get("/admin/v1/hosts/" + host).then().extract().path("state");
    }

    private static ValidatableResponse sight(long host) {
        return asOperator()
                .get("/admin/v1/hosts/" + host + "/connection")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse connect(long host, String uri) {
        connected.add(host);
        return asOperator()
                .body(Map.of("uri", uri))
                .put("/admin/v1/hosts/" + host + "/connection")
                .then();
    }

    private static void until(BooleanSupplier condition) {
        Eventually.holds(() -> assertThat(condition.getAsBoolean()).isTrue());
    }
}
