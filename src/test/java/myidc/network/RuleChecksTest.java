package myidc.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import myidc.network.event.FirewallRule;
import myidc.network.event.FirewallRules;
import myidc.shared.Refused;
import myidc.shared.id.RulesetId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleChecksTest {
    private static final List<String> ANYWHERE = List.of("0.0.0.0/0");

    @ParameterizedTest
    @ValueSource(strings = {"22", "22-24, 80, 443", "1-65535", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15"})
    void portsAndRangesAreTaken(String ports) {
        assertThat(checked(rule("TCP", ports, ANYWHERE, null))
                        .inbound()
                        .getFirst()
                        .ports())
                .isEqualTo(ports);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "080",
                "65536",
                "80-80",
                "443-80",
                "22;80",
                "http",
                "22,",
                "1-2,3-4,5-6,7-8,9-10,11-12,13-14,15-16"
            })
    void otherPortsAreRefusedByName(String ports) {
        refused("inbound[0].ports", rule("TCP", ports, ANYWHERE, null));
    }

    @ParameterizedTest
    @CsvSource({"ICMP", "IPENCAP", "ALL", "50"})
    void onlyTcpAndUdpHavePorts(String protocol) {
        refused("inbound[0].ports", rule(protocol, "22", ANYWHERE, null));
        assertThat(checked(rule(protocol, null, ANYWHERE, null)).inbound()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCTP", "256", "007", "-1", "tcp "})
    void otherProtocolsAreRefusedByName(String protocol) {
        refused("inbound[0].protocol", rule(protocol, null, ANYWHERE, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.0/24", "198.51.100.7", "10.1.2.3/8", "0.0.0.0/0"})
    void addressesOfTheFourthVersion(String address) {
        assertThat(checked(rule("TCP", "22", List.of(address), null)).inbound()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.0/33", "300.0.0.1", "1", "host", "2001:db8::/32", "192.0.2.0/024", "1.2.3.4%eth0"})
    void otherAddressesOfTheFourthVersionAreRefusedByName(String address) {
        refused("inbound[0].addresses.ipv4[0]", rule("TCP", "22", List.of(address), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.0/24", "2001:db8::/129", "fe80::1%eth0", ":::1", "::1::"})
    void otherAddressesOfTheSixthVersionAreRefusedByName(String address) {
        refused("inbound[0].addresses.ipv6[0]", rule("TCP", "22", null, List.of(address)));
    }

    @Test
    void aRuleNeedsAddressesAndNoListOfThemIsEmptyOrLongerThan255() {
        refused("inbound[0].addresses", rule("TCP", "22", null, null));
        refused("inbound[0].addresses.ipv4", rule("TCP", "22", List.of(), null));
        refused("inbound[0].addresses.ipv4", rule("TCP", "22", Collections.nCopies(256, "10.0.0.1"), null));
        refused(
                "inbound[0].addresses",
                rule("TCP", "22", Collections.nCopies(200, "10.0.0.1"), Collections.nCopies(56, "::1")));
        assertThat(checked(rule("TCP", "22", Collections.nCopies(255, "10.0.0.1"), null))
                        .inbound())
                .hasSize(1);
    }

    @Test
    void labelsHaveThreeTo32Characters() {
        refused("inbound[0].label", labelled("ab"));
        refused("inbound[0].label", labelled("x".repeat(33)));
        assertThat(checked(labelled("web")).inbound().getFirst().label()).isEqualTo("web");
    }

    @Test
    void inboundAndOutboundAreAtMost25Together() {
        FirewallRule rule = rule("TCP", "22", ANYWHERE, null);

        assertThatThrownBy(() -> RuleChecks.checked(
                        new FirewallRules(Collections.nCopies(13, rule), true, Collections.nCopies(13, rule), true)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("rules"));
    }

    @Test
    void aSetOfRulesNamesNoSet() {
        assertThatThrownBy(() -> RuleChecks.ofSet(List.of(FirewallRule.of(new RulesetId(7)))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("rules[0].ruleset"));
        assertThatThrownBy(() -> RuleChecks.ofSet(List.of())).isInstanceOf(Refused.class);
    }

    @Test
    void rulesThatDifferHaveFingerprintsThatDo() {
        FirewallRules one = checked(rule("TCP", "22", ANYWHERE, null));

        assertThat(one.fingerprint())
                .matches("[0-9a-f]{8}")
                .isEqualTo(checked(rule("TCP", "22", ANYWHERE, null)).fingerprint());
        assertThat(one.fingerprint())
                .isNotEqualTo(checked(rule("TCP", "23", ANYWHERE, null)).fingerprint());
    }

    private static void refused(String field, FirewallRule rule) {
        assertThatThrownBy(() -> checked(rule))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo(field));
    }

    private static FirewallRules checked(FirewallRule rule) {
        return RuleChecks.checked(new FirewallRules(List.of(rule), false, List.of(), true));
    }

    private static FirewallRule labelled(String label) {
        return new FirewallRule(true, "TCP", "22", ANYWHERE, null, label, null, null);
    }

    private static FirewallRule rule(String protocol, String ports, List<String> ipv4, List<String> ipv6) {
        return new FirewallRule(true, protocol, ports, ipv4, ipv6, null, null, null);
    }
}
