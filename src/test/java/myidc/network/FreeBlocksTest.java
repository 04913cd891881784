package myidc.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreeBlocksTest {
    @Test
    void whatIsLeftAreTheLargestAlignedBlocks() {
        assertThat(free("10.0.0.0/24", "10.0.0.64/26", "10.0.0.192/27"))
                .containsExactly("10.0.0.0/26", "10.0.0.128/26", "10.0.0.224/27");
        assertThat(free("10.0.0.0/8")).containsExactly("10.0.0.0/8");
        assertThat(free("10.0.0.0/24", "10.0.0.0/24")).isEmpty();
        assertThat(free("255.255.255.0/24", "255.255.255.0/25")).containsExactly("255.255.255.128/25");
    }

    @Test
    void blocksInsideOthersCountOnce() {
        assertThat(free("10.0.0.0/24", "10.0.0.0/25", "10.0.0.0/26", "10.0.0.64/26"))
                .containsExactly("10.0.0.128/25");
    }

    @Test
    void ofAWideBlockNoMoreThanAskedForAreTold() {
        List<Cidr> one = List.of(Cidr.of("cidr", "2001:db8:8000::/64"));

        assertThat(FreeBlocks.of(Cidr.of("cidr", "2001:db8::/32"), one, 2))
                .containsExactly("2001:db8::/33", "2001:db8:8000:1::/64");
    }

    private static List<String> free(String whole, String... taken) {
        return FreeBlocks.of(
                Cidr.of("cidr", whole),
                Stream.of(taken).map(each -> Cidr.of("cidr", each)).toList(),
                500);
    }
}
