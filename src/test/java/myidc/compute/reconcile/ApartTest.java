package myidc.compute.reconcile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import myidc.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One that hangs holds up itself alone, and is not begun a second time. */
class ApartTest {
    private static final int HANGING = 500;
    private static final int PATIENCE_S = 120;

    private final Apart<Integer> apart = new Apart<>();

    @AfterEach
    void stop() {
        apart.stop();
    }

    @Test
    void othersGoOnWhileManyHang() {
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger hanging = new AtomicInteger();
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        for (int time = 0; time < 2; time++) {
            for (int one = 0; one < HANGING; one++) {
                int each = one;
                apart.begin(one, () -> {
                    hanging.incrementAndGet();
                    hang(answers);
                    done.add(each);
                });
            }
        }
        apart.begin(HANGING, () -> done.add(HANGING));

        Eventually.holds(() -> {
            assertThat(done).containsExactly(HANGING);
            assertThat(hanging.get()).isEqualTo(HANGING);
        });
        answers.countDown();
        Eventually.holds(() -> assertThat(done).hasSize(HANGING + 1));
        Eventually.holds(() -> {
            apart.begin(0, hanging::incrementAndGet);
            assertThat(hanging.get()).isGreaterThan(HANGING);
        });
    }

    private static void hang(CountDownLatch answers) {
        try {
            assertThat(answers.await(PATIENCE_S, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
