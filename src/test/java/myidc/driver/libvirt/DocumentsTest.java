package myidc.driver.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import myidc.compute.event.Nic.Purpose;
import myidc.compute.event.Resources;
import myidc.compute.port.MachineRoom.Access;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Wire;
import myidc.network.event.FirewallRule;
import myidc.network.event.FirewallRules;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a host is told of a guest. */
class DocumentsTest {
    private static final InstanceId GUEST = new InstanceId(77);
    private static final HostKind REAL = new HostKind("kvm", true, true);

    private static final HostNet NET = new HostNet("br-public", "192.0.2.7");
    private static final long FROM_MB = 3_584;

    @Test
    void aGuestIsToldWithItsSizeItsDisksAndItsInterfaces() {
        Element domain = Xml.read(GuestXml.of(guest(wires(), null), REAL, files(), NET, FROM_MB))
                .getDocumentElement();

        assertThat(domain.getAttribute("type")).isEqualTo("kvm");
        assertThat(text(domain, "name")).isEqualTo("instance-77");
        assertThat(text(domain, "memory")).isEqualTo("2097152");
        assertThat(text(domain, "vcpu")).isEqualTo("2");
        assertThat(attributes(domain, "source", "file"))
                .containsExactly("/srv/a & b.qcow2", "/srv/data.qcow2", "/srv/seed.iso");
        assertThat(attributes(domain, "boot", "order")).containsExactly("1");
        assertThat(attributes(domain, "source", "bridge")).containsExactly("br-public", "brv12", "br7001");
        assertThat(attributes(domain, "mtu", "size")).containsExactly("1450", "1450");
        assertThat(attributes(domain, "graphics", "listen")).containsExactly("192.0.2.7");
        assertThat(attributes(domain, "mac", "address"))
                .containsExactly("52:54:00:00:00:4d", "02:00:00:00:4d:01", "02:00:00:00:4d:02");
    }

    @Test
    void aGuestWithEnoughMemoryMayBecomeLargerWhileItRunsAndIsToldWhatItLacks() {
        String document = GuestXml.of(guest(wires(), null), REAL, files(), NET, 2_048);
        Element domain = Xml.read(document).getDocumentElement();

        assertThat(text(domain, "vcpu")).isEqualTo("16");
        assertThat(attributes(domain, "vcpu", "current")).containsExactly("2");
        assertThat(text(domain, "maxMemory")).isEqualTo("16777216");
        assertThat(attributes(domain, "cell", "cpus")).containsExactly("0-15");
        assertThat(attributes(domain, "cell", "memory")).containsExactly("2097152");
        assertThat(GuestGrowth.missing(document, sized(2, 2_048))).isEqualTo(new GuestGrowth(0, 0, 2_048));
        assertThat(GuestGrowth.missing(document, sized(4, 8_192))).isEqualTo(new GuestGrowth(4, 6_291_456, 8_192));
        assertThat(GuestGrowth.missing(document, sized(16, 16_384))).isEqualTo(new GuestGrowth(16, 14_680_064, 16_384));
    }

    @ParameterizedTest
    @CsvSource({"1, 4096", "4, 1024", "17, 4096", "4, 16512", "4, 4100"})
    void whatAGuestCannotGetWhileItRunsIsRecognized(int vcpus, long memoryMb) {
        String document = GuestXml.of(guest(wires(), null), REAL, files(), NET, 2_048);

        assertThat(GuestGrowth.missing(document, sized(vcpus, memoryMb))).isNull();
        assertThat(GuestGrowth.missing(document.replaceAll("<maxMemory.*</maxMemory>", ""), sized(4, 4_096)))
                .isNull();
    }

    private static Guest sized(int vcpus, long memoryMb) {
        return new Guest(
                new HostId(1),
                GUEST,
                new Resources(vcpus, memoryMb, 51_200),
                null,
                "linode/debian12",
                null,
                List.of(),
                Access.NONE,
                null);
    }

    @Test
    void whatLeavesAGuestBearsItsOwnAddresses() {
        Element domain = Xml.read(GuestXml.of(guest(wires(), null), REAL, files(), NET, FROM_MB))
                .getDocumentElement();

        assertThat(attributes(domain, "filterref", "filter"))
                .containsExactly("myidc-instance-77", "no-mac-spoofing", "myidc-instance-77");
        assertThat(attributes(domain, "parameter", "name")).containsOnly("IP");
        assertThat(attributes(domain, "parameter", "value")).containsExactly("10.9.8.7", "192.168.130.4", "10.0.4.2");
    }

    @Test
    void whatHasNoAddressIsHeldToNoneRatherThanToWhatItSaysFirst() {
        List<Wire> bare = List.of(new Wire(Purpose.PUBLIC, null, null, null, true));

        Element domain = Xml.read(GuestXml.of(guest(bare, null), REAL, files(), NET, FROM_MB))
                .getDocumentElement();

        assertThat(attributes(domain, "parameter", "value")).containsExactly("0.0.0.0");
    }

    @Test
    void ofIpv6OnlyItsOwnAddressesBlocksAndThoseOfTheLineLeaveAGuest() {
        Element filter = Xml.read(FilterXml.of(GUEST, null, wires())).getDocumentElement();

        assertThat(attributes(filter, "ipv6", "srcipaddr"))
                .containsExactly("fe80::", "::", "2001:db8:7::", "fd00:1::2");
        assertThat(attributes(filter, "ipv6", "srcipmask")).containsExactly("10", "128", "64", "128");
        assertThat(attributes(filter, "mac", "protocolid")).containsExactly("ipv6");
        assertThat(attributes(filter, "rule", "action"))
                .containsExactly("accept", "accept", "accept", "accept", "drop");
    }

    @Test
    void rulesAreToldEachForItsNetworksAndPortsAndThePolicyLast() {
        FirewallRules rules = new FirewallRules(
                List.of(
                        rule(true, "TCP", "22-24, 80", List.of("0.0.0.0/0", "10.0.0.0/8"), null),
                        rule(false, "50", null, null, List.of("2001:db8::/32"))),
                false,
                List.of(),
                true);

        Element filter = Xml.read(FilterXml.of(GUEST, rules, List.of())).getDocumentElement();

        assertThat(attributes(filter, "filterref", "filter"))
                .containsExactly("no-mac-spoofing", "no-ip-spoofing", "no-arp-spoofing");
        assertThat(attributes(filter, "tcp", "dstportstart")).containsExactly("22", "80", "22", "80");
        assertThat(attributes(filter, "tcp", "dstportend")).containsExactly("24", "80", "24", "80");
        assertThat(attributes(filter, "tcp", "srcipaddr")).containsExactly("", "", "10.0.0.0", "10.0.0.0");
        assertThat(attributes(filter, "tcp", "state")).containsOnly("NEW");
        assertThat(attributes(filter, "esp-ipv6", "srcipmask")).containsExactly("32");
        NodeList all = filter.getElementsByTagName("rule");
        Element last = (Element) all.item(all.getLength() - 1);
        assertThat(last.getAttribute("action")).isEqualTo("drop");
        assertThat(last.getAttribute("direction")).isEqualTo("inout");
    }

    @Test
    void aProtocolThatFiltersDoNotKnowIsNamed() {
        FirewallRules rules = new FirewallRules(
                List.of(rule(true, "IPENCAP", null, List.of("0.0.0.0/0"), null)), true, List.of(), true);

        assertThatThrownBy(() -> FilterXml.of(GUEST, rules, List.of()))
                .isInstanceOf(RoomFailed.class)
                .hasMessageContaining("IPENCAP");
    }

    @Test
    void theSeedTellsNameKeysAddressesAndWhatRunsFirst() throws IOException {
        Access access = new Access("$6$salt$hash", List.of("ssh-ed25519 AAAA me"), "#!/bin/sh\necho \"hi\": {x}\n");

        Map<String, byte[]> files = joliet(SeedImage.of("cidata", Seed.files(guest(wires(), access))));

        assertThat(files).containsOnlyKeys("meta-data", "network-config", "user-data");
        String user = new String(files.get("user-data"), StandardCharsets.UTF_8);
        assertThat(user).startsWith("#cloud-config\n");
        JsonNode told = new ObjectMapper().readTree(user.substring(user.indexOf('\n')));
        assertThat(told.at("/users/0/hashed_passwd").asText()).isEqualTo("$6$salt$hash");
        assertThat(told.at("/users/0/ssh_authorized_keys/0").asText()).isEqualTo("ssh-ed25519 AAAA me");
        byte[] script =
                Base64.getDecoder().decode(told.at("/write_files/0/content").asText());
        assertThat(new String(script, StandardCharsets.UTF_8)).isEqualTo(access.firstBoot());
        JsonNode network = new ObjectMapper().readTree(files.get("network-config"));
        assertThat(network.at("/ethernets/eth0/dhcp4").asBoolean()).isTrue();
        assertThat(network.at("/ethernets/eth2/addresses/0").asText()).isEqualTo("10.0.4.2/24");
        assertThat(network.at("/ethernets/eth2/addresses/1").asText()).isEqualTo("fd00:1::2/56");
        assertThat(new ObjectMapper()
                        .readTree(files.get("meta-data"))
                        .get("local-hostname")
                        .asText())
                .isEqualTo("instance-77");
    }

    @Test
    void whatATenantGivesStandsBesideWhatThePortalSays() throws IOException, MessagingException {
        byte[] theirs = "#cloud-config\nusers: [{name: ann}]\n".getBytes(StandardCharsets.UTF_8);
        byte[] packed = {0x1f, (byte) 0x8b, 8, 0};

        MimeMultipart parts = seedParts(theirs);

        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain");
        assertThat(parts.getBodyPart(0).getInputStream().readAllBytes()).isEqualTo(theirs);
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/cloud-config");
        assertThat(parts.getBodyPart(1).getHeader("Merge-Type"))
                .containsExactly("list(prepend)+dict(no_replace,recurse_list)+str()");
        assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("#cloud-config\n")
                .contains("ssh-ed25519 AAAA me");
        assertThat(seedParts(packed).getBodyPart(0).getContentType()).isEqualTo("application/gzip");
        assertThat(seedParts(packed).getBodyPart(0).getInputStream().readAllBytes())
                .isEqualTo(packed);
    }

    private static MimeMultipart seedParts(byte[] theirs) throws IOException, MessagingException {
        Access access = new Access(
                "$6$salt$hash",
                List.of("ssh-ed25519 AAAA me"),
                "#!/bin/sh\n",
                Base64.getEncoder().encodeToString(theirs));
        byte[] seed = Seed.files(guest(List.of(), access)).get("user-data");
        return (MimeMultipart) new MimeMessage(null, new ByteArrayInputStream(seed)).getContent();
    }

    @Test
    void aGuestWithoutAPasswordCannotBeEnteredByOne() throws IOException {
        byte[] user = Seed.files(guest(List.of(), Access.NONE)).get("user-data");

        JsonNode told = new ObjectMapper().readTree(new String(user, StandardCharsets.UTF_8).substring(14));

        assertThat(told.get("ssh_pwauth").asBoolean()).isFalse();
        assertThat(told.at("/users/0/lock_passwd").asBoolean()).isTrue();
        assertThat(told.at("/users/0").has("hashed_passwd")).isFalse();
    }

    private static Guest guest(List<Wire> wires, @Nullable Access access) {
        return new Guest(
                new HostId(1),
                GUEST,
                new Resources(2, 2_048, 51_200),
                null,
                "linode/debian12",
                "10.9.8.7",
                wires,
                access == null ? Access.NONE : access,
                null);
    }

    private static List<Wire> wires() {
        return List.of(
                new Wire(
                        Purpose.PUBLIC,
                        null,
                        null,
                        null,
                        true,
                        List.of(),
                        List.of("10.9.8.7", "192.168.130.4", "2001:db8:7::/64")),
                new Wire(Purpose.VLAN, 12L, "192.168.0.4/24", null, false),
                new Wire(Purpose.VPC, 7_001L, "10.0.4.2/24", null, false, List.of("fd00:1::2/56"), List.of()));
    }

    private static GuestLayout files() {
        return new GuestLayout(
                List.of(
                        new GuestLayout.Attached("/srv/a & b.qcow2", "vda", "disk-77"),
                        new GuestLayout.Attached("/srv/data.qcow2", "vdb", "disk-78")),
                "/srv/seed.iso");
    }

    private static FirewallRule rule(
            boolean accept,
            String protocol,
            @Nullable String ports,
            @Nullable List<String> ipv4,
            @Nullable List<String> ipv6) {
        return new FirewallRule(accept, protocol, ports, ipv4, ipv6, null, null, null);
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }

    private static List<String> attributes(Element element, String name, String attribute) {
        NodeList found = element.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(at -> (Element) found.item(at))
                .filter(one -> one.hasAttribute(attribute) || name.equals("tcp"))
                .map(one -> one.getAttribute(attribute))
                .toList();
    }

    /** Reads a disk as Linux does: by the second descriptor's root, ECMA-119 sections 8.5 and 9.1. */
    private static Map<String, byte[]> joliet(byte[] image) {
        ByteBuffer disk = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int descriptor = 17 * 2_048;
        assertThat(new String(image, descriptor + 1, 5, StandardCharsets.US_ASCII))
                .isEqualTo("CD001");
        assertThat(disk.getInt(descriptor + 80)).isEqualTo(image.length / 2_048);
        int at = disk.getInt(descriptor + 156 + 2) * 2_048;
        Map<String, byte[]> files = new TreeMap<>();
        while (image[at] != 0) {
            int from = disk.getInt(at + 2) * 2_048;
            int length = disk.getInt(at + 10);
            String name = new String(image, at + 33, image[at + 32], StandardCharsets.UTF_16BE);
            if ((image[at + 25] & 2) == 0) {
                files.put(name, Arrays.copyOfRange(image, from, from + length));
            }
            at += image[at];
        }
        return files;
    }
}
