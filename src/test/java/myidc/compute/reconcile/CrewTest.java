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

/** What is to be told to hosts that hang holds up nothing of others; things 1000 to 1999 are host 1's, and so on; the last hangs not. */
@QuarkusTest
class CrewTest {
    private static final int PATIENCE_S = 120;
    private static final int HOSTS = 40;
    private static final int OF_ONE_HOST = 4;
    private static final long WELL = HOSTS * 1_000L + 1_000;

    @Inject
    Sql sql;

    @Inject
    Commands commands;

    private final RoomCalls calls = new RoomCalls(Duration.ofSeconds(PATIENCE_S));
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
        wishes = new Wishes(sql, "crew_trial", "thing", "select work.thing / 1000");
        crew = new Crew(wishes, calls, commands, 5, Duration.ofMillis(20));
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
    void hostsThatHangHoldUpTheirOwnAloneHoweverManyTheyAre() {
        due(1_000, HOSTS, 10);
        work();
        Eventually.holds(() -> assertThat(hanging.get()).isEqualTo(HOSTS * OF_ONE_HOST));

        due(WELL, 1, 20);
        Eventually.holds(() -> {
            work();
            assertThat(told).hasSize(20).allMatch(thing -> thing >= WELL);
        });
        assertThat(hanging.get()).isEqualTo(HOSTS * OF_ONE_HOST);

        answers.countDown();
        Eventually.holds(() -> {
            work();
            assertThat(told).hasSize(HOSTS * 10 + 20);
        });
    }

    @Test
    @Timeout(PATIENCE_S)
    void whatIsDueForLongForAHostThatHangsStandsBeforeNothingOfAnother() {
        due(1_000, 3, 900);
        sql.change("update crew_trial set due_at = due_at - interval '1 hour'");
        due(WELL, 1, OF_ONE_HOST);

        work();

        Eventually.holds(() -> assertThat(told).hasSize(OF_ONE_HOST).allMatch(thing -> thing >= WELL));
        assertThat(hanging.get()).isEqualTo(3 * OF_ONE_HOST);
        sql.change("delete from crew_trial where leased_until is null");
    }

    private void due(long first, int hosts, int ofEach) {
        sql.change(
                "insert into crew_trial (thing, wish, due_at, attempts) select ? + host * 1000 + number, 1, clock_timestamp(),"
                        + " 0 from generate_series(0, ? - 1) host, generate_series(0, ? - 1) number",
                first,
                hosts,
                ofEach);
    }

    private void work() {
        crew.work(this::tell);
    }

    private void hang() {
        hanging.incrementAndGet();
        try {
            assertThat(answers.await(PATIENCE_S, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hanging.decrementAndGet();
        }
    }

    private void tell(Wish wish) {
        if (wish.thing() < WELL) {
            calls.call(this::hang);
        }
        wishes.done(wish);
        told.add(wish.thing());
    }
}
