package myidc.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.scheduler.spi.JobInstrumenter.JobInstrumentationContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ScheduledWorkTest {
    private final ScheduledWork work = new ScheduledWork();

    @Test
    void theEndWaitsForWhatIsUnderWay() {
        CompletableFuture<Void> under = new CompletableFuture<>();
        work.instrument(job(under));
        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> work.end(Duration.ofMinutes(5)));

        while (!work.ending()) {
            Thread.onSpinWait();
        }
        assertThat(ended).isNotDone();
        under.complete(null);

        assertThat(ended.join()).isTrue();
    }

    @Test
    void theEndDoesNotWaitForEver() {
        work.instrument(job(new CompletableFuture<>()));

        assertThat(work.end(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void workThatFailedIsOver() {
        work.instrument(job(CompletableFuture.failedFuture(new IllegalStateException("on purpose"))));

        assertThat(work.end(Duration.ZERO)).isTrue();
    }

    private static JobInstrumentationContext job(CompletionStage<Void> outcome) {
        return new JobInstrumentationContext() {
            @Override
            public String getSpanName() {
                return "trial";
            }

            @Override
            public CompletionStage<Void> executeJob() {
                return outcome;
            }
        };
    }
}
