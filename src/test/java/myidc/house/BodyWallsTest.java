package myidc.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.Test;

/**
 * Every field of a body that names a thing, with another tenant's: refused, and with the same words as for a thing that
 * nobody has. The same for a user of the own tenant who was granted nothing of it.
 */
@QuarkusTest
class BodyWallsTest {
    private static final String NOBODYS = "999999999";

    /** Fields that name nothing of an account, or what is given to be named by others. */
    private static final Set<String> NAME_NO_OTHERS_THING = Set.of(
            // Of the catalogue, which is everybody's.
            "POST /v4/linode/stackscripts images",
            "PUT /v4/linode/stackscripts/{} images",
            "POST /v4/images/sharegroups/tokens valid_for_sharegroup_uuid",
            "POST /v4/images/sharegroups/{}/members token",
            "PUT /v4/account tax_id");

    @Test
    void anothersThingIsNamedInVain() {
        Map<String, String> theirs = things(TestTenants.open());
        TestTenant stranger = TestTenants.open();
        Map<String, String> own = things(stranger);
        assertThat(leaks(stranger::call, theirs, own)).isEmpty();
    }

    @Test
    void whatAUserWasNotGrantedIsNamedInVain() {
        TestTenant tenant = TestTenants.open();
        Map<String, String> theirs = things(tenant);
        String limited = TestTenants.restrictedUser(tenant.id());
        tenant.call()
                .body(Map.of(
                        "global",
                        Map.of("add_linodes", true, "add_volumes", true, "add_firewalls", true, "add_images", true)))
                .put("/v4/account/users/" + limited + "/grants")
                .then()
                .statusCode(200);
        String token = TestTenants.token(tenant.id(), limited, "*");
        Supplier<RequestSpecification> call = () -> TestTenants.as(token);

        List<String> leaks = new ArrayList<>();
        for (BodyProbes.Probe probe : BodyProbes.probes(theirs)) {
            // Users of an account know each other, and no grant is on rule sets.
            if (!probe.field().contains("users") && !probe.field().endsWith("ruleset")) {
                compare(call, probe, theirs, leaks);
            }
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void everyFieldThatNamesAThingIsTried() {
        Map<String, String> none = new HashMap<>();
        Set<String> tried = BodyProbes.probes(none).stream()
                .map(probe ->
                        probe.verb() + " " + probe.path().replace("null", "{}").replace("/backups/7/", "/backups/{}/")
                                + " " + probe.field())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> untried = NamedThings.all();
        untried.removeAll(tried);
        untried.removeAll(NAME_NO_OTHERS_THING);
        assertThat(untried).isEmpty();
    }

    private static List<String> leaks(
            Supplier<RequestSpecification> call, Map<String, String> theirs, Map<String, String> own) {
        List<String> leaks = new ArrayList<>();
        for (BodyProbes.Probe probe : BodyProbes.probes(own)) {
            compare(call, probe, theirs, leaks);
        }
        return leaks;
    }

    private static void compare(
            Supplier<RequestSpecification> call,
            BodyProbes.Probe probe,
            Map<String, String> theirs,
            List<String> leaks) {
        Map<String, String> nobodys = new HashMap<>();
        theirs.forEach((kind, name) -> nobodys.put(kind, nobodys(kind)));
        Response answer = send(call, probe, theirs);
        Response absent = send(call, probe, nobodys);
        String said = words(answer, theirs, nobodys);
        String saidOfNothing = words(absent, theirs, nobodys);
        boolean refused = answer.statusCode() == 400 || answer.statusCode() == 404 || answer.statusCode() == 403;
        if (!refused || answer.statusCode() != absent.statusCode() || !said.equals(saidOfNothing)) {
            leaks.add(probe.verb() + " " + probe.path() + " " + probe.field() + ": " + answer.statusCode() + " " + said
                    + " but of nothing " + absent.statusCode() + " " + saidOfNothing);
        }
    }

    /** Answers repeat what was asked for; that alone may differ. */
    private static String words(Response answer, Map<String, String> theirs, Map<String, String> nobodys) {
        List<String> names = Stream.concat(theirs.values().stream(), nobodys.values().stream())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String said = answer.asString();
        for (String name : names) {
            said = said.replaceAll("(?<![0-9a-zA-Z])" + Pattern.quote(name) + "(?![0-9a-zA-Z])", "THING");
        }
        return said;
    }

    private static String nobodys(String kind) {
        return switch (kind) {
            case "image" -> "private/" + NOBODYS;
            case "address" -> "192.0.2.77";
            case "user" -> "nobody-here";
            default -> NOBODYS;
        };
    }

    private static Response send(
            Supplier<RequestSpecification> call, BodyProbes.Probe probe, Map<String, String> things) {
        return call.get().body(probe.body().apply(things)).request(probe.verb(), probe.path());
    }

    private static Map<String, String> things(TestTenant owner) {
        Map<String, String> all = TenantWallsTest.thingsOf(owner);
        Map<String, String> things = new HashMap<>();
        String guest = all.get("linode/instances");
        things.put("guest", guest);
        things.put("region", all.get("networking/vlans"));
        things.put("address", all.get("networking/ips"));
        things.put("volume", all.get("v4/volumes"));
        things.put("firewall", all.get("networking/firewalls"));
        things.put("ruleset", all.get("networking/firewalls/rulesets"));
        things.put("script", all.get("linode/stackscripts"));
        things.put("vpc", all.get("vpcs"));
        things.put("image", all.get("v4/images"));
        things.put("shares", all.get("images/sharegroups"));
        things.put("group", all.get("placement/groups"));
        things.put("user", owner.username());
        things.put(
                "disk",
                owner.call()
                        .get("/v4/linode/instances/" + guest + "/disks")
                        .jsonPath()
                        .getString("data[0].id"));
        things.put(
                "config",
                owner.call()
                        .get("/v4/linode/instances/" + guest + "/configs")
                        .jsonPath()
                        .getString("data[0].id"));
        things.put(
                "interface",
                owner.call()
                        .get("/v4/linode/instances/" + guest + "/configs/" + things.get("config") + "/interfaces")
                        .jsonPath()
                        .getString("[0].id"));
        things.put(
                "subnet",
                owner.call()
                        .body(Map.of("label", "wall", "ipv4", "10.77.0.0/24"))
                        .post("/v4/vpcs/" + all.get("vpcs") + "/subnets")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getString("id"));
        owner.call().delete("/v4/locks/" + all.get("locks"));
        things.values().removeIf(Objects::isNull);
        return things;
    }
}
