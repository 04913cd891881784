package myidc.house;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** For every field that names a thing, an operation in which nothing but it is out of order. */
final class BodyProbes {
    private static final Map<String, Object> POLICIES = Map.of("inbound_policy", "DROP", "outbound_policy", "ACCEPT");

    private BodyProbes() {}

    /** A body with everything in order but the one thing it names. */
    static List<Probe> probes(Map<String, String> own) {
        List<Probe> probes = new ArrayList<>();
        probes.addAll(ofNewGuests(own));
        probes.addAll(ofGuests(own, "/v4/linode/instances/" + own.get("guest")));
        probes.addAll(ofNetworking(own));
        probes.addAll(ofTheRest(own));
        return probes;
    }

    private static List<Probe> ofNewGuests(Map<String, String> own) {
        String path = "/v4/linode/instances";
        Map<String, Object> plain = new HashMap<>();
        plain.put("region", own.get("region"));
        plain.put("type", "g6-nanode-1");
        plain.put("root_pass", "correct-Horse-battery-9");
        Map<String, Object> deployed = with(plain, "image", "linode/debian12");
        return List.of(
                new Probe("POST", path, "image", their -> with(plain, "image", their.get("image"))),
                new Probe("POST", path, "firewall_id", their -> with(plain, "firewall_id", their.get("firewall"))),
                new Probe("POST", path, "backup_id", their -> with(plain, "backup_id", their.get("guest"))),
                new Probe(
                        "POST", path, "stackscript_id", their -> with(deployed, "stackscript_id", their.get("script"))),
                new Probe(
                        "POST",
                        path,
                        "authorized_users",
                        their -> with(deployed, "authorized_users", List.of(their.get("user")))),
                new Probe(
                        "POST",
                        path,
                        "placement_group",
                        their -> with(plain, "placement_group", Map.of("id", their.get("group")))),
                new Probe(
                        "POST",
                        path,
                        "interfaces.subnet_id",
                        their -> with(
                                plain,
                                "interfaces",
                                List.of(Map.of("purpose", "vpc", "subnet_id", their.get("subnet"))))));
    }

    private static List<Probe> ofGuests(Map<String, String> own, String guest) {
        Map<String, Object> root = Map.of("root_pass", "correct-Horse-battery-9");
        Map<String, Object> deployed = with(root, "image", "linode/debian12");
        Map<String, Object> disk = with(deployed, "size", 5_000);
        Function<Map<String, String>, Map<String, Object>> inVpc =
                their -> Map.of("purpose", "vpc", "subnet_id", their.get("subnet"));
        List<Probe> probes = new ArrayList<>(List.of(
                new Probe("POST", guest + "/rebuild", "image", their -> with(root, "image", their.get("image"))),
                new Probe(
                        "POST",
                        guest + "/rebuild",
                        "stackscript_id",
                        their -> with(deployed, "stackscript_id", their.get("script"))),
                new Probe(
                        "POST",
                        guest + "/rebuild",
                        "authorized_users",
                        their -> with(deployed, "authorized_users", List.of(their.get("user")))),
                new Probe(
                        "POST",
                        guest + "/disks",
                        "image",
                        their -> with(with(root, "size", 5_000), "image", their.get("image"))),
                new Probe(
                        "POST",
                        guest + "/disks",
                        "stackscript_id",
                        their -> with(disk, "stackscript_id", their.get("script"))),
                new Probe(
                        "POST",
                        guest + "/disks",
                        "authorized_users",
                        their -> with(disk, "authorized_users", List.of(their.get("user")))),
                new Probe("POST", guest + "/clone", "linode_id", their -> Map.of("linode_id", their.get("guest"))),
                new Probe("POST", guest + "/boot", "config_id", their -> Map.of("config_id", their.get("config"))),
                new Probe("POST", guest + "/reboot", "config_id", their -> Map.of("config_id", their.get("config"))),
                new Probe(
                        "POST",
                        guest + "/backups/" + own.getOrDefault("backup", "7") + "/restore",
                        "linode_id",
                        their -> Map.of("linode_id", their.get("guest"))),
                new Probe(
                        "POST",
                        guest + "/rescue",
                        "devices",
                        their -> Map.of("devices", Map.of("sda", Map.of("disk_id", their.get("disk"))))),
                new Probe(
                        "POST",
                        guest + "/rescue",
                        "devices",
                        their -> Map.of("devices", Map.of("sda", Map.of("volume_id", their.get("volume"))))),
                new Probe(
                        "PUT",
                        guest + "/firewalls",
                        "firewall_ids",
                        their -> Map.of("firewall_ids", List.of(their.get("firewall")))),
                new Probe(
                        "POST",
                        guest + "/ips",
                        "address",
                        their -> Map.of("type", "ipv4", "public", true, "address", their.get("address")))));
        for (String config : List.of("POST " + guest + "/configs", "PUT " + guest + "/configs/" + own.get("config"))) {
            String verb = config.substring(0, config.indexOf(' '));
            String path = config.substring(verb.length() + 1);
            probes.add(new Probe(
                    verb,
                    path,
                    "devices",
                    their -> Map.of("label", "wall", "devices", Map.of("sda", Map.of("disk_id", their.get("disk"))))));
            probes.add(new Probe(
                    verb,
                    path,
                    "devices",
                    their -> Map.of(
                            "label", "wall", "devices", Map.of("sdb", Map.of("volume_id", their.get("volume"))))));
            probes.add(new Probe(
                    verb,
                    path,
                    "interfaces.subnet_id",
                    their -> Map.of("label", "wall", "devices", Map.of(), "interfaces", List.of(inVpc.apply(their)))));
        }
        String interfaces = guest + "/configs/" + own.get("config") + "/interfaces";
        probes.add(new Probe("POST", interfaces, "subnet_id", inVpc::apply));
        probes.add(new Probe(
                "POST", interfaces + "/order", "ids", their -> Map.of("ids", List.of(their.get("interface")))));
        return probes;
    }

    private static List<Probe> ofNetworking(Map<String, String> own) {
        String firewall = "/v4/networking/firewalls/" + own.get("firewall");
        Map<String, Object> made = Map.of("label", "wall-2", "rules", POLICIES);
        List<Probe> probes = new ArrayList<>(List.of(
                new Probe(
                        "POST",
                        "/v4/networking/firewalls",
                        "devices.linodes",
                        their -> with(made, "devices", Map.of("linodes", List.of(their.get("guest"))))),
                new Probe(
                        "POST",
                        "/v4/networking/firewalls",
                        "devices.interfaces",
                        their -> with(made, "devices", Map.of("interfaces", List.of(their.get("guest"))))),
                new Probe(
                        "POST",
                        "/v4/networking/firewalls",
                        "devices.nodebalancers",
                        their -> with(made, "devices", Map.of("nodebalancers", List.of(their.get("guest"))))),
                new Probe(
                        "POST",
                        firewall + "/devices",
                        "id",
                        their -> Map.of("type", "linode", "id", their.get("guest"))),
                new Probe(
                        "PUT",
                        "/v4/networking/firewalls/settings",
                        "default_firewall_ids",
                        their -> Map.of("default_firewall_ids", Map.of("linode", their.get("firewall")))),
                new Probe(
                        "POST",
                        "/v4/networking/ips",
                        "linode_id",
                        their -> Map.of("type", "ipv4", "public", true, "linode_id", their.get("guest"))),
                new Probe(
                        "POST",
                        "/v4/networking/ipv6/ranges",
                        "linode_id",
                        their -> Map.of("prefix_length", 64, "linode_id", their.get("guest")))));
        for (String direction : List.of("inbound", "outbound")) {
            Function<Map<String, String>, Object> rules =
                    their -> with(POLICIES, direction, List.of(Map.of("ruleset", their.get("ruleset"))));
            probes.add(new Probe("PUT", firewall + "/rules", direction + ".ruleset", rules));
            probes.add(new Probe(
                    "POST",
                    "/v4/networking/firewalls",
                    "rules." + direction + ".ruleset",
                    their -> Map.of("label", "wall-3", "rules", rules.apply(their))));
        }
        for (String version : List.of("ips", "ipv4")) {
            String base = "/v4/networking/" + version;
            probes.add(new Probe(
                    "POST",
                    base + "/assign",
                    "assignments.address",
                    their -> assigned(own, their.get("address"), own.get("guest"))));
            probes.add(new Probe(
                    "POST",
                    base + "/assign",
                    "assignments.linode_id",
                    their -> assigned(own, own.get("address"), their.get("guest"))));
            probes.add(
                    new Probe("POST", base + "/share", "ips", their -> shared(own.get("guest"), their.get("address"))));
            probes.add(new Probe(
                    "POST", base + "/share", "linode_id", their -> shared(their.get("guest"), own.get("address"))));
        }
        for (String set : List.of(
                "POST /v4/networking/firewalls/rulesets",
                "PUT /v4/networking/firewalls/rulesets/" + own.get("ruleset"))) {
            String[] parts = set.split(" ", 2);
            probes.add(new Probe(
                    parts[0],
                    parts[1],
                    "rules.ruleset",
                    their -> Map.of(
                            "label",
                            "wall-4",
                            "type",
                            "inbound",
                            "rules",
                            List.of(Map.of("ruleset", their.get("ruleset"))))));
        }
        return probes;
    }

    private static List<Probe> ofTheRest(Map<String, String> own) {
        Map<String, Object> volume = new HashMap<>(Map.of("label", "wall-5", "size", 10));
        volume.put("region", own.get("region"));
        String attach = "/v4/volumes/" + own.get("volume") + "/attach";
        String group = "/v4/placement/groups/" + own.get("group");
        List<Probe> probes = new ArrayList<>(List.of(
                new Probe("POST", "/v4/volumes", "linode_id", their -> with(volume, "linode_id", their.get("guest"))),
                new Probe(
                        "POST",
                        "/v4/account/service-transfers",
                        "entities.linodes",
                        their -> Map.of("entities", Map.of("linodes", List.of(their.get("guest"))))),
                new Probe("POST", attach, "linode_id", their -> Map.of("linode_id", their.get("guest"))),
                new Probe(
                        "POST",
                        attach,
                        "config_id",
                        their -> named("linode_id", own.get("guest"), "config_id", their.get("config"))),
                new Probe(
                        "POST", group + "/assign", "linodes", their -> Map.of("linodes", List.of(their.get("guest")))),
                new Probe(
                        "POST",
                        group + "/unassign",
                        "linodes",
                        their -> Map.of("linodes", List.of(their.get("guest")))),
                new Probe(
                        "POST",
                        "/v4/locks",
                        "entity_id",
                        their -> Map.of(
                                "entity_type",
                                "linode",
                                "lock_type",
                                "cannot_delete",
                                "entity_id",
                                their.get("guest"))),
                new Probe(
                        "POST",
                        "/v4/images",
                        "disk_id",
                        their -> Map.of("label", "wall", "disk_id", their.get("disk"))),
                new Probe(
                        "POST",
                        "/v4/images/sharegroups",
                        "images.id",
                        their -> Map.of("label", "wall-6", "images", List.of(Map.of("id", their.get("image"))))),
                new Probe(
                        "POST",
                        "/v4/images/sharegroups/" + own.get("shares") + "/images",
                        "images.id",
                        their -> Map.of("images", List.of(Map.of("id", their.get("image")))))));
        Map<String, String> asked = new HashMap<>(
                Map.of("linode_id", "guest", "volume_id", "volume", "firewall_id", "firewall", "vpc_id", "vpc"));
        List.of("domain_id", "nodebalancer_id", "longviewclient_id", "database_id", "lkecluster_id")
                .forEach(field -> asked.put(field, "guest"));
        asked.forEach((field, kind) -> probes.add(new Probe(
                "POST",
                "/v4/support/tickets",
                field,
                their -> with(Map.of("summary", "wall", "description", "wall-8"), field, their.get(kind)))));
        Map<String, String> tagged = Map.of(
                "linodes",
                "guest",
                "volumes",
                "volume",
                "firewalls",
                "firewall",
                "reserved_ipv4_addresses",
                "address",
                "domains",
                "guest",
                "nodebalancers",
                "guest");
        tagged.forEach((field, kind) -> probes.add(new Probe(
                "POST", "/v4/tags", field, their -> Map.of("label", "wall-7", field, List.of(their.get(kind))))));
        return probes;
    }

    private static Map<String, Object> assigned(Map<String, String> own, String address, String guest) {
        return named(
                "region", own.get("region"), "assignments", List.of(named("address", address, "linode_id", guest)));
    }

    private static Map<String, Object> shared(String guest, String address) {
        return named("linode_id", guest, "ips", List.of(address));
    }

    private static Map<String, Object> named(String one, Object value, String other, Object another) {
        Map<String, Object> body = new HashMap<>();
        body.put(one, value);
        body.put(other, another);
        return body;
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> more = new HashMap<>(body);
        more.put(field, value);
        return more;
    }

    /**
     * An operation with a body that names a thing.
     *
     * @param body what is sent, of the things it may name by kind
     */
    record Probe(String verb, String path, String field, Function<Map<String, String>, Object> body) {}
}
