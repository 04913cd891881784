package myidc.compute.reconcile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import myidc.Eventually;
import myidc.compute.reconcile.Wishes.Wish;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is to be told to a host that hangs holds up nothing of other hosts; things 100 to 199 are host 1's, and so on. */
@QuarkusTest
class CrewTest {
    private static final int PATIENCE_S = 60;

    @Inject
    Sql sql;

    @Inject
    Commands commands;

    private Wishes wishes;
    private Crew crew;
    private CountDownLatch answers;
    private final Set<Long> told = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hanging = new AtomicInteger();

    @BeforeEach
    void aTable() {
        sql.change(
                "create table crew_trial (thing bigint primary key, wish bigint not null, due_at timestamptz not null,"
                        + " attempts integer not null, last_error text, leased_until timestamptz)");
        wishes = new Wishes(sql, "crew_trial", "thing", "select work.thing / 100");
        crew = new Crew(wishes, commands, 5, Duration.ofMillis(20));
        answers = new CountDownLatch(1);
    }

    @AfterEach
    void noTable() throws InterruptedException {
        answers.countDown();
        Eventually.holds(() -> assertThat(hanging.get()).isZero());
        crew.stop();
        sql.change("drop table crew_trial");
    }

    @Test
    @Timeout(PATIENCE_S)
    void aHostThatHangsHoldsUpItsOwnAlone() {
        for (long thing = 100; thing < 150; thing++) {
            wishes.want(thing);
        }
        work();
        Eventually.holds(() -> assertThat(hanging.get()).isEqualTo(4));

        for (long thing = 200; thing < 220; thing++) {
            wishes.want(thing);
        }
        Eventually.holds(() -> {
            work();
            assertThat(told).hasSize(20).allMatch(thing -> thing >= 200);
        });
        assertThat(hanging.get()).isEqualTo(4);

        answers.countDown();
        Eventually.holds(() -> {
            work();
            assertThat(told).hasSize(70);
        });
    }

    private void work() {
        crew.work(this::tell);
    }

    private void tell(Wish wish) {
        if (wish.thing() < 200) {
            hanging.incrementAndGet();
            try {
                assertThat(answers.await(PATIENCE_S, SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                hanging.decrementAndGet();
            }
        }
        wishes.done(wish);
        told.add(wish.thing());
    }
}
