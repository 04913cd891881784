package myidc.network.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import myidc.network.Cidr;
import myidc.network.files.FilterFiles.By;
import myidc.network.files.Network.Member;
import myidc.network.files.Network.Span;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file is read by the program it is for; names with odd characters do no harm in any of them. */
class NetworkFilesTest {
    private static final String ODD = "web\"; }\n$(touch x) `id` 机架 -- & drop";

    @TempDir
    private Path folder;

    @Test
    void dnsmasqAcceptsItsFile() throws Exception {
        Path file = write("dnsmasq.conf", DhcpFiles.dnsmasq(networks()));

        assertAccepts("dnsmasq", "dnsmasq-base", "dnsmasq", "--test", "--conf-file=" + file);
        assertThat(Files.readString(file)).contains("dhcp-host=52:54:00:00:00:2a,10.7.0.5,web-touch-x-id-drop");
    }

    @Test
    void iscDhcpdAcceptsItsFile() throws Exception {
        Path file = write("dhcpd.conf", DhcpFiles.dhcpd(networks()));
        Path leases = write("dhcpd.leases", "");

        assertAccepts("dhcpd", "isc-dhcp-server", "dhcpd", "-t", "-cf", file.toString(), "-lf", leases.toString());
    }

    @Test
    void keaAcceptsItsFile() throws Exception {
        Path file = write("kea-dhcp4.json", DhcpFiles.kea(networks()));

        assertAccepts("kea-dhcp4", "kea-dhcp4-server", "kea-dhcp4", "-t", file.toString());
    }

    @Test
    void namedAcceptsBothZones() throws Exception {
        Path forward = write("forward.zone", ZoneFiles.forward("guests.internal", 1_772_000_000L, networks()));
        assertAccepts("named-checkzone", "bind9-utils", "named-checkzone", "guests.internal", forward.toString());
        for (Network network : networks()) {
            Path reverse = write("reverse.zone", ZoneFiles.reverse("guests.internal", 1_772_000_000L, network));
            assertAccepts(
                    "named-checkzone",
                    "bind9-utils",
                    "named-checkzone",
                    ZoneFiles.reverseZone(network.cidr()),
                    reverse.toString());
        }
    }

    @Test
    void nftAcceptsItsFile() throws Exception {
        for (By by : By.values()) {
            Path file = write("addresses.nft", FilterFiles.nftables(networks(), by));
            assertAcceptsApart("nft", "nftables", "nft", "-c", "-f", file.toString());
        }
    }

    @Test
    void ipsetAcceptsItsFile() throws Exception {
        Path file = write("addresses.ipset", FilterFiles.ipset(networks(), By.TENANT));

        assertThat(Files.readAllLines(file))
                .allMatch(line -> line.matches(
                        "(create \\w+ hash:ip family inet6? maxelem 1048576 -exist|flush \\w+|add \\w+ [0-9a-f.:]+)"));
        assertAcceptsApart("ipset", "ipset", "ipset", "restore", "-file", file.toString());
    }

    @Test
    void nftReplacesWhatAnEarlierFileLeft() throws Exception {
        Path before = write("before.nft", FilterFiles.nftables(networks(), By.ROLE));
        Path after = write("after.nft", FilterFiles.nftables(List.of(networks().getFirst()), By.TENANT));
        Path less = write(
                "less.nft",
                FilterFiles.nftables(
                        List.of(new Network(
                                3, Cidr.of("c", "10.7.0.0/24"), null, List.of(), List.of(member("10.7.0.9", 7L)))),
                        By.TENANT));

        assertAcceptsApart(
                "nft",
                "nftables",
                "sh",
                "-ec",
                "nft -f " + before + "; nft -f " + after + "; nft -f " + less
                        + "; nft list set inet myidc tenant_7_v4 | tr -d '\\n' | grep -q 'elements = { 10.7.0.9 }'");
    }

    @Test
    void theGrammarOfRouterOsHoldsItsFile() {
        for (By by : By.values()) {
            RouterOsScript script = RouterOsScript.read(FilterFiles.routeros(networks(), by));

            assertThat(script.entries())
                    .as(by.name())
                    .hasSize(5)
                    .allMatch(entry -> entry.comment().equals("myidc"));
            assertThat(script.emptied())
                    .containsExactlyInAnyOrderElementsOf(script.entries().stream()
                            .map(RouterOsScript.Entry::list)
                            .distinct()
                            .toList());
        }
        assertThat(RouterOsScript.read(FilterFiles.routeros(networks(), By.ROLE))
                        .entries())
                .contains(
                        new RouterOsScript.Entry(4, "role_host_v4", "10.7.0.5", "myidc"),
                        new RouterOsScript.Entry(6, "role_host_v6", "2001:db8:7::5", "myidc"));
    }

    @Test
    void ipMakesTheVxlanTwiceInANamespaceOfItsOwn() throws Exception {
        Path file = write("vxlan.sh", VxlanFiles.ipLink(ODD, 10_042, List.of("192.0.2.7", "192.0.2.8")));

        assertAcceptsApart(
                "ip",
                "iproute2",
                "sh",
                "-c",
                "sh " + file + " && sh " + file + " && ip -d link show vx10042 | grep -q 'vxlan id 10042'"
                        + " && bridge fdb show dev vx10042 | grep -q 'dst 192.0.2.7'");
    }

    @Test
    void reverseZonesAreCutAtWholeOctetsAndDigits() {
        assertThat(ZoneFiles.reverseZone(Cidr.of("c", "203.0.113.64/26"))).isEqualTo("113.0.203.in-addr.arpa");
        assertThat(ZoneFiles.reverseZone(Cidr.of("c", "10.0.0.0/8"))).isEqualTo("10.in-addr.arpa");
        assertThat(ZoneFiles.reverseZone(Cidr.of("c", "172.16.0.0/12"))).isEqualTo("172.in-addr.arpa");
        assertThat(ZoneFiles.reverseZone(Cidr.of("c", "2001:db8::/32"))).isEqualTo("8.b.d.0.1.0.0.2.ip6.arpa");
    }

    private static List<Network> networks() {
        Member odd = new Member("10.7.0.5", "instance-42", ODD, 7L, "HOST", null);
        Member named = new Member("10.7.0.6", "instance-43", "db", 7L, "HOST", "db.example.com");
        Member house = new Member("10.7.0.7", "team \"x\";", null, null, "VIRTUAL", null);
        Member other = new Member("10.7.0.8", "instance-44", "db", 8L, "HOST", null);
        Member six = new Member("2001:db8:7::5", "instance-42", ODD, 7L, "HOST", null);
        return List.of(
                new Network(
                        3,
                        Cidr.of("c", "10.7.0.0/24"),
                        "10.7.0.1",
                        List.of(new Span("10.7.0.100", "10.7.0.200")),
                        List.of(odd, named, house, other)),
                new Network(4, Cidr.of("c", "10.8.0.0/25"), null, List.of(), List.of()),
                new Network(5, Cidr.of("c", "2001:db8:7::/64"), null, List.of(), List.of(six)));
    }

    private static Member member(String address, long tenant) {
        return new Member(address, "instance-45", "db", tenant, "HOST", null);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** In a network of its own, which needs root; nothing of this machine is touched. */
    private static void assertAcceptsApart(String tool, String debianPackage, String... command) throws Exception {
        Assumptions.assumeTrue(
                runs("unshare", "-rn", "true"),
                "NOT CHECKED: no network namespace may be made here; run the tests as root");
        List<String> apart = new ArrayList<>(List.of("unshare", "-rn"));
        apart.addAll(List.of(command));
        assertAccepts(tool, debianPackage, apart.toArray(new String[0]));
    }

    private static void assertAccepts(String tool, String debianPackage, String... command) throws Exception {
        Assumptions.assumeTrue(
                runs("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin command -v " + tool),
                "NOT CHECKED: " + tool + " is not installed here; apt-get install " + debianPackage);
        Process process = start(command);
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        boolean forbidden = said.contains("Operation not permitted") || said.contains("Unknown device type");
        Assumptions.assumeFalse(
                forbidden, "NOT CHECKED: this machine's kernel does not let " + tool + " work: " + said);
        assertThat(process.exitValue()).as(said).isZero();
    }

    private static boolean runs(String... command) throws Exception {
        try {
            Process process = start(command);
            process.getInputStream().readAllBytes();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
        return builder.start();
    }
}
