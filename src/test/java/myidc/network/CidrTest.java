package myidc.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class CidrTest {
    @Test
    void addressesAreWrittenAsRfc5952Says() {
        assertThat(Ip.of("a", "2001:0DB8:0:0:0:0:0:1").text()).isEqualTo("2001:db8::1");
        assertThat(Ip.of("a", "2001:db8:0:1:1:1:1:1").text()).isEqualTo("2001:db8:0:1:1:1:1:1");
        assertThat(Ip.of("a", "2001:0:0:1:0:0:0:1").text()).isEqualTo("2001:0:0:1::1");
        assertThat(Ip.of("a", "::").text()).isEqualTo("::");
        assertThat(Ip.of("a", "fe80::").text()).isEqualTo("fe80::");
        assertThat(Ip.of("a", "203.0.113.255").text()).isEqualTo("203.0.113.255");
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (String text : new String[] {
            "",
            "203.0.113",
            "203.0.113.256",
            "203.0.113.01",
            "1.2.3.4.5",
            "::ffff:1.2.3.4",
            "fe80::1%eth0",
            "host",
            "1:2"
        }) {
            assertThatThrownBy(() -> Ip.of("address", text)).as(text).hasMessageStartingWith("address must be");
        }
    }

    @Test
    void networkAndBroadcastAddressesAreKeptBackUnlessItIsAPool() {
        Cidr block = Cidr.of("cidr", "203.0.113.8/29");

        assertThat(block.usable(false)).isEqualTo(BigInteger.valueOf(6));
        assertThat(block.first(false).text()).isEqualTo("203.0.113.9");
        assertThat(block.last(false).text()).isEqualTo("203.0.113.14");
        assertThat(block.usable(true)).isEqualTo(BigInteger.valueOf(8));
    }

    @Test
    void linksOfTwoAndSingleAddressesAreUsedWhole() {
        assertThat(Cidr.of("cidr", "203.0.113.8/31").usable(false)).isEqualTo(BigInteger.TWO);
        assertThat(Cidr.of("cidr", "203.0.113.8/32").usable(false)).isEqualTo(BigInteger.ONE);
        assertThat(Cidr.of("cidr", "2001:db8::/127").usable(false)).isEqualTo(BigInteger.TWO);
        assertThat(Cidr.of("cidr", "2001:db8::/128").usable(false)).isEqualTo(BigInteger.ONE);
    }

    @Test
    void ipv6KeepsBackTheAnycastAddressOnly() {
        Cidr block = Cidr.of("cidr", "2001:db8::/64");

        assertThat(block.first(false).text()).isEqualTo("2001:db8::1");
        assertThat(block.last(false).text()).isEqualTo("2001:db8::ffff:ffff:ffff:ffff");
    }

    @Test
    void aBlockWithBitsBeyondItsLengthIsRefusedWithTheLikelyOne() {
        assertThatThrownBy(() -> Cidr.of("cidr", "203.0.113.9/24")).hasMessageContaining("203.0.113.0/24");
        assertThatThrownBy(() -> Cidr.of("cidr", "203.0.113.0/33")).hasMessageContaining("/8 and /32");
        assertThatThrownBy(() -> Cidr.of("cidr", "0.0.0.0/0")).hasMessageContaining("/8 and /32");
        assertThatThrownBy(() -> Cidr.of("cidr", "203.0.113.0")).hasMessageContaining("must look like");
    }

    @Test
    void aBlockHoldsItsOwnAddressesOnly() {
        Cidr block = Cidr.of("cidr", "203.0.113.0/25");

        assertThat(block.holds(Ip.of("a", "203.0.113.127"))).isTrue();
        assertThat(block.holds(Ip.of("a", "203.0.113.128"))).isFalse();
        assertThat(block.holds(Ip.of("a", "2001:db8::1"))).isFalse();
    }
}
