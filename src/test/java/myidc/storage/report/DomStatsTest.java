package myidc.storage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import myidc.storage.event.Tool;
import org.junit.jupiter.api.Test;

/** What libvirt counted of guests' disks, and what is no such thing. */
class DomStatsTest {
    private static final int FUZZ_ROUNDS = 2_000;

    private final String sample = sample();

    @Test
    void disksOfGuestsThatRunHaveTheirCounts() {
        assertThat(DomStats.read(sample))
                .containsExactly(
                        new DomStats.Disk("instance-41", "vda", 1_200, 800),
                        new DomStats.Disk("instance-41", "sda", 12, 0));
    }

    @Test
    void anOutputWithoutGuestsIsNone() {
        odd("\n", 0, "no output");
        odd("  block.count=0\n", 1, "heading");
        odd("error: failed to connect to the hypervisor\n", 1, "heading");
    }

    @Test
    void whatCannotBeIsRefusedWithItsLine() {
        odd(sample.replace("rd.reqs=1200", "rd.reqs=-1"), 5, "whole number");
        odd(sample.replace("rd.reqs=1200", "rd.reqs=9000000000000000000"), 5, "beyond");
        odd(sample.replace("  block.0.wr.reqs=800\n", ""), 3, "not both");
        odd(sample.replace("block.count=2", "block.count=3"), 1, "there are 2 disks");
        odd(sample.replace("  block.1.name=sda\n", ""), 1, "no name");
        odd(sample.replace("'instance-42'", "'instance-41'"), 26, "told of before");
        odd(sample.replace("block.0.fl.reqs=31", "block.0.wr.reqs=31"), 11, "told before");
        odd(sample.replace("block.0.fl.reqs=31", "block.0.backingIndex=1"), 11, "--backing");
        odd(sample.substring(0, 300), 12, "middle of a line");
        odd(sample.replace("=vda", "=" + "v".repeat(41)), 3, "characters");
    }

    @Test
    void whateverIsAlteredIsReadOrRefusedButNothingElse() {
        SplittableRandom random = new SplittableRandom(20_261_121);
        for (int round = 0; round < FUZZ_ROUNDS; round++) {
            StringBuilder text = new StringBuilder(sample);
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(9, 127));
            }
            Throwable thrown = catchThrowable(() -> DomStats.read(text.toString()));
            assertThat(thrown == null || thrown instanceof OddOutput)
                    .as(text.toString())
                    .isTrue();
        }
    }

    private static void odd(String output, int line, String why) {
        assertThatThrownBy(() -> DomStats.read(output))
                .isInstanceOfSatisfying(OddOutput.class, refused -> {
                    assertThat(refused.tool()).isEqualTo(Tool.VIRSH_DOMSTATS);
                    assertThat(refused.line()).isEqualTo(line);
                })
                .hasMessageContaining(why);
    }

    private static String sample() {
        try {
            return Files.readString(Path.of("src/test/resources/storage/virsh-domstats.txt"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
