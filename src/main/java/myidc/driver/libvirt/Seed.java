package myidc.driver.libvirt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import myidc.compute.event.Nic.Purpose;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Wire;
import myidc.network.GuestMac;

/**
 * What a guest reads at its first start: cloud-init's NoCloud source. JSON is YAML, so nothing has to be quoted by hand:
 * https://docs.cloud-init.io/en/latest/reference/datasources/nocloud.html.
 */
final class Seed {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VOLUME = "cidata";
    private static final String FIRST_BOOT = "/var/lib/myidc-first-boot";

    /** No line of Base64 is like it. */
    private static final String BOUNDARY = "==myidc==";

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[] {'\n'});

    private Seed() {}

    /** The disk that holds it. */
    static byte[] image(Guest guest) {
        return SeedImage.of(VOLUME, files(guest));
    }

    static Map<String, byte[]> files(Guest guest) {
        String name = GuestXml.name(guest.id());
        return Map.of(
                "meta-data",
                json("", Map.of("instance-id", "myidc-" + name, "local-hostname", name)),
                "user-data",
                userData(name, guest.access()),
                "network-config",
                json("", network(guest)));
    }

    private static byte[] userData(String name, Access access) {
        byte[] ours = json("#cloud-config\n", user(name, access));
        String theirs = access.userData();
        return theirs == null ? ours : parts(ours, Base64.getDecoder().decode(theirs));
    }

    /**
     * The tenant's and ours as parts of one message. What theirs says of a thing holds, and lists of ours come before
     * theirs: root keeps its keys, and what is to run first runs. What theirs is cloud-init finds out by itself, unless it
     * is packed: https://docs.cloud-init.io/en/latest/reference/merging.html.
     */
    private static byte[] parts(byte[] ours, byte[] theirs) {
        boolean packed = theirs.length > 1 && theirs[0] == 0x1f && theirs[1] == (byte) 0x8b;
        String message = "Content-Type: multipart/mixed; boundary=\"" + BOUNDARY + "\"\nMIME-Version: 1.0\n\n"
                + part(packed ? "application/gzip" : "text/plain", "", theirs)
                + part("text/cloud-config", "Merge-Type: list(prepend)+dict(no_replace,recurse_list)+str()\n", ours)
                + "--" + BOUNDARY + "--\n";
        return message.getBytes(StandardCharsets.US_ASCII);
    }

    private static String part(String type, String header, byte[] content) {
        return "--" + BOUNDARY + "\nContent-Type: " + type
                + "\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n" + header + "\n"
                + LINES.encodeToString(content) + "\n";
    }

    private static Map<String, Object> user(String name, Access access) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("name", "root");
        root.put("lock_passwd", access.rootHash() == null);
        if (access.rootHash() != null) {
            root.put("hashed_passwd", access.rootHash());
        }
        root.put("ssh_authorized_keys", access.authorizedKeys());
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("hostname", name);
        user.put("disable_root", false);
        user.put("ssh_pwauth", access.rootHash() != null);
        user.put("users", List.of(root));
        if (access.rootHash() != null) {
            user.put("bootcmd", List.of(password(access.rootHash())));
        }
        String script = access.firstBoot();
        if (script != null) {
            user.put(
                    "write_files",
                    List.of(Map.of(
                            "path",
                            FIRST_BOOT,
                            "permissions",
                            "0700",
                            "encoding",
                            "b64",
                            "content",
                            Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8)))));
            user.put("runcmd", List.of(List.of(FIRST_BOOT), List.of("rm", "-f", FIRST_BOOT)));
        }
        return user;
    }

    /**
     * A password that was set later: users are made at the first start only, commands of each start are read each time,
     * and cloud-init does each of them once by its name. Root's own later choice stays.
     */
    private static List<String> password(String hash) {
        String name = "myidc-password-" + Integer.toHexString(hash.hashCode());
        String line = Base64.getEncoder().encodeToString(("root:" + hash + "\n").getBytes(StandardCharsets.UTF_8));
        return List.of("cloud-init-per", "once", name, "sh", "-c", "echo " + line + " | base64 -d | chpasswd -e");
    }

    /** An interface whose network's length is known gets its address from here, the public one from the DHCP server. */
    private static Map<String, Object> network(Guest guest) {
        Map<String, Object> interfaces = new LinkedHashMap<>();
        List<Wire> wires = GuestXml.wires(guest);
        for (int index = 0; index < wires.size(); index++) {
            Wire wire = wires.get(index);
            List<String> addresses = addresses(wire);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("match", Map.of("macaddress", GuestMac.of(guest.id().value(), index)));
            one.put("set-name", "eth" + index);
            if (wire.purpose() == Purpose.PUBLIC) {
                one.put("dhcp4", true);
            } else if (!addresses.isEmpty()) {
                one.put("addresses", addresses);
            }
            interfaces.put("eth" + index, one);
        }
        return Map.of("version", 2, "ethernets", interfaces);
    }

    private static List<String> addresses(Wire wire) {
        String address = wire.address();
        Stream<String> first = address != null && address.contains("/") ? Stream.of(address) : Stream.empty();
        return Stream.concat(first, wire.ipv6().stream()).toList();
    }

    private static byte[] json(String before, Object value) {
        try {
            return (before + JSON.writeValueAsString(value)).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
