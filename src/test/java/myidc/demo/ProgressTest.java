package myidc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void aLineIsPrintedForEachDayOfThePortal() {
        Progress progress = new Progress(out, false, 100);

        progress.at(Instant.parse("2026-11-21T23:50:00Z"), new Progress.Counts(10, 1, 2));
        progress.at(Instant.parse("2026-11-21T23:55:00Z"), new Progress.Counts(20, 1, 5));
        progress.at(Instant.parse("2026-11-22T00:00:00Z"), new Progress.Counts(30, 2, 10));
        progress.end(new Progress.Counts(60, 2, 40));

        String[] lines = printed.toString(StandardCharsets.UTF_8).split("\\R");
        assertThat(lines).hasSize(2);
        assertThat(lines[0])
                .startsWith("2026-11-21  30 arrived, 2 refused, 10 deleted, 18 there, ")
                .contains(" a second, about ")
                .endsWith(" to go");
        assertThat(lines[1])
                .startsWith("2026-11-22  60 arrived, 2 refused, 40 deleted, 18 there, ")
                .endsWith(" a second");
    }

    @Test
    void aTerminalGetsOneLineThatIsWrittenOver() {
        Progress progress = new Progress(out, true, 100);

        progress.at(Instant.parse("2026-11-21T23:50:00Z"), new Progress.Counts(40, 0, 10));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("\r[############            ] 2026-11-21T23:50:00Z  40 arrived")
                .doesNotContain("\n");
    }

    @Test
    void durationsAreSaidInMinutesAndSeconds() {
        assertThat(Progress.duration(59_900_000_000L)).isEqualTo("59 s");
        assertThat(Progress.duration(185_000_000_000L)).isEqualTo("3 min 5 s");
    }
}
