package myidc.driver.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import myidc.driver.libvirt.BrokenMoves.Standing;
import myidc.driver.libvirt.BrokenMoves.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a guest is after a move that broke off, by what both hosts say. */
class BrokenMovesTest {
    @ParameterizedTest
    @CsvSource({
        "RUNNING, ABSENT, STAYED",
        "RUNNING, HALTED, STAYED",
        "RUNNING, OFF, STAYED",
        "RUNNING, SILENT, STAYED",
        "RUNNING, RUNNING, BOTH",
        "HALTED, ABSENT, STAYED",
        "HALTED, HALTED, STAYED",
        "HALTED, OFF, ARRIVED_IF_WHOLE",
        "HALTED, RUNNING, ARRIVED",
        "OFF, ABSENT, STAYED",
        "OFF, OFF, ARRIVED_IF_WHOLE",
        "OFF, HALTED, ARRIVED",
        "OFF, RUNNING, ARRIVED",
        "ABSENT, ABSENT, STAYED",
        "ABSENT, OFF, ARRIVED",
        "ABSENT, HALTED, ARRIVED",
        "ABSENT, RUNNING, ARRIVED",
        "SILENT, ABSENT, STAYED",
        "SILENT, RUNNING, ARRIVED",
    })
    void whatOneHostSaysMayBeEnough(Standing here, Standing there, Verdict verdict) {
        assertThat(BrokenMoves.verdict(here, there, true)).isEqualTo(verdict);
        assertThat(BrokenMoves.verdict(here, there, false)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"HALTED", "OFF", "ABSENT", "SILENT"})
    void aSilentTargetMayHaveAGuestThatRan(Standing here) {
        assertThat(BrokenMoves.verdict(here, Standing.SILENT, true)).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"HALTED", "OFF", "SILENT"})
    void aSilentSourceMayHaveAGuestThatRan(Standing there) {
        assertThat(BrokenMoves.verdict(Standing.SILENT, there, true)).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"OFF, SILENT, STAYED", "SILENT, OFF, ARRIVED"})
    void aGuestThatWasOffStartsNowhereByItself(Standing here, Standing there, Verdict verdict) {
        assertThat(BrokenMoves.verdict(here, there, false)).isEqualTo(verdict);
    }
}
