package myidc.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreeSpaceTest {
    @Test
    void theWidestAlignedBlocksAreLeft() {
        List<Cidr> taken = Stream.of("192.0.2.64/26", "192.0.2.192/27")
                .map(block -> Cidr.of("cidr", block))
                .toList();

        assertThat(FreeSpace.blocks(Cidr.of("cidr", "192.0.2.0/24"), taken, 50))
                .extracting(Cidr::text)
                .containsExactly("192.0.2.0/26", "192.0.2.128/26", "192.0.2.224/27");
    }

    @Test
    void whatIsTakenWholeHasNoFreeBlockAndWhatIsUntouchedIsOne() {
        Cidr container = Cidr.of("cidr", "2001:db8::/32");

        assertThat(FreeSpace.blocks(container, List.of(container), 50)).isEmpty();
        assertThat(FreeSpace.blocks(container, List.of(), 50)).containsExactly(container);
        assertThat(FreeSpace.blocks(container, List.of(Cidr.of("cidr", "2001:db8::/128")), 3))
                .extracting(Cidr::length)
                .containsExactly(33, 34, 35);
    }

    @Test
    void runsAreBrokenByWhatIsTakenAndByTheGateway() {
        Cidr network = Cidr.of("cidr", "203.0.113.0/28");
        List<Ip> taken = List.of(Ip.of("ip", "203.0.113.5"), Ip.of("ip", "203.0.113.6"));

        assertThat(FreeSpace.runs(network, false, taken, Ip.of("ip", "203.0.113.1")))
                .extracting(run -> run.first().text(), run -> run.last().text(), FreeSpace.Run::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("203.0.113.7", "203.0.113.14", BigInteger.valueOf(8)),
                        org.assertj.core.groups.Tuple.tuple("203.0.113.2", "203.0.113.4", BigInteger.valueOf(3)));
    }

    @Test
    void aFullNetworkHasNoRun() {
        Cidr link = Cidr.of("cidr", "203.0.113.0/31");

        assertThat(FreeSpace.runs(link, false, List.of(Ip.of("ip", "203.0.113.0"), Ip.of("ip", "203.0.113.1")), null))
                .isEmpty();
    }
}
