package myidc.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import myidc.Eventually;
import myidc.platform.axon.TrialAggregate.OneMoreTrial;
import myidc.platform.axon.TrialAggregate.StreamedTrial;
import myidc.platform.axon.TrialAggregate.TrialCommand.AddTrial;
import myidc.platform.axon.TrialAggregate.TrialCommand.BeginTrial;
import myidc.platform.axon.TrialEvent.TrialAdded;
import myidc.platform.db.Sql;
import myidc.shared.Caller;
import myidc.shared.Page;
import org.axonframework.config.Configuration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SpineTest {
    private static final Caller TESTER = Caller.program("tester");

    @Inject
    Commands commands;

    @Inject
    Configuration axon;

    @Inject
    Sql sql;

    @Inject
    DeadLetters letters;

    @Test
    void aFactIsStoredReadablyWithWhoAndWhy() {
        String id = begin();

        var row = sql.row(
                        "select payload_type, payload->>'id' as id, meta_data->>'who' as who, meta_data->>'cause' as cause"
                                + " from domain_event where aggregate_id = ?",
                        r -> List.of(r.getString(1), r.getString(2), r.getString(3), r.getString(4)),
                        id)
                .orElseThrow();

        assertThat(row.subList(0, 3)).containsExactly("trial.TrialBegun", id, "program:tester");
        assertThat(row.get(3)).startsWith("BeginTrial:");
    }

    @Test
    void aViewThatFailsFailsTheCommandAndStoresNothing() {
        String id = begin();

        assertThatThrownBy(() -> add(id, TrialAggregate.InlineTrial.POISON)).hasMessageContaining("poison");

        assertThat(facts(id)).isEqualTo(1);
        add(id, 1);
        assertThat(facts(id)).isEqualTo(2);
    }

    @Test
    void whatAPolicyDoesForOneFactIsSeenWhenItJudgesTheNext() {
        String id = begin();
        add(id, OneMoreTrial.HELD_BACK);
        List.of(1, 2, 3).forEach(again -> add(id, OneMoreTrial.ONE_MORE));
        OneMoreTrial.GO_ON.release();
        add(id, 1);

        int last = OneMoreTrial.HELD_BACK + 3 * OneMoreTrial.ONE_MORE + 1;
        Eventually.holds(() -> assertThat(
                        sql.count("select count(*) from claim where kind = 'trial' and value = ?", id + "/" + last))
                .isEqualTo(1));
        assertThat(sql.count("select count(*) from claim where kind = 'trial-begun' and holder = ?", id))
                .isEqualTo(2);
    }

    @Test
    void severalCommandsOfOneCallStandOrFallTogether() {
        String first = "trial-" + UUID.randomUUID();
        String second = "trial-" + UUID.randomUUID();

        assertThatThrownBy(() -> commands.perform(
                        () -> {
                            commands.send(new BeginTrial(first));
                            commands.send(new BeginTrial(second));
                            commands.send(new AddTrial(second, TrialAggregate.InlineTrial.POISON));
                        },
                        () -> "done"))
                .hasMessageContaining("poison");

        assertThat(facts(first) + facts(second)).isZero();
    }

    @Test
    void aTrialTellsItsAnswerAndItsFactsTakeNoNumberOfTheBook() {
        String id = "trial-" + UUID.randomUUID();

        long number = commands.tryOut(
                () -> {
                    commands.send(new BeginTrial(id));
                    return id;
                },
                tried -> sql.count("select max(global_index) from domain_event where aggregate_id = ?", tried));

        assertThat(number).isNegative();
        assertThat(facts(id)).isZero();
    }

    @Test
    void aStaleCachedAggregateIsNoticedAndTheCommandTriedAgain() {
        String id = begin();
        add(id, 1);
        sql.change(
                "insert into domain_event (event_id, aggregate_id, sequence_number, aggregate_type, recorded_at,"
                        + " payload_type, payload_revision, payload, meta_data)"
                        + " select gen_random_uuid()::text, aggregate_id, 2, aggregate_type, recorded_at, payload_type, '2',"
                        + " jsonb_build_object('id', ?::text, 'number', 10, 'sum', 11, 'origin', 'elsewhere'), meta_data"
                        + " from domain_event where aggregate_id = ? and sequence_number = 1",
                id,
                id);

        add(id, 100);

        assertThat(lastSum(id)).isEqualTo(111);
    }

    @Test
    void manyAtOnceOnOneAggregateLoseNothing() throws Exception {
        String id = begin();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = IntStream.range(0, 64)
                    .<Future<?>>mapToObj(i -> clients.submit(() -> add(id, 1)))
                    .toList();
            for (Future<?> one : done) {
                one.get();
            }
        }

        assertThat(lastSum(id)).isEqualTo(64);
    }

    @Test
    void aFactOfAnOldShapeReadsAsTodays() {
        String id = begin();
        sql.change(
                "insert into domain_event (event_id, aggregate_id, sequence_number, aggregate_type, recorded_at,"
                        + " payload_type, payload, meta_data) values (?, ?, 1, 'TrialAggregate', now(), 'trial.TrialAdded',"
                        + " jsonb_build_object('id', ?::text, 'number', 3, 'sum', 3), '{}')",
                UUID.randomUUID().toString(),
                id,
                id);

        Object fact =
                axon.eventStore().readEvents(id).asStream().toList().getLast().getPayload();

        assertThat(fact).isEqualTo(new TrialAdded(id, 3, 3, "before"));
        assertThat(sql.count(
                        "select count(*) from domain_event where aggregate_id = ? and payload ? 'origin'"
                                .replace("payload ? 'origin'", "jsonb_exists(payload, 'origin')"),
                        id))
                .as("the stored fact is untouched")
                .isZero();
    }

    @Test
    void aSnapshotIsTakenAndReadBack() {
        String id = begin();
        IntStream.range(0, TrialAggregate.SNAPSHOT_AFTER + 2).forEach(i -> add(id, 1));

        await(() -> sql.count("select count(*) from snapshot_event where aggregate_id = ?", id) == 1);
        assertThat(sql.row("select payload_type from snapshot_event where aggregate_id = ?", r -> r.getString(1), id))
                .contains("trial.TrialAggregate");
        sql.change(
                "update snapshot_event set payload = jsonb_set(payload, '{sum}', '1000') where aggregate_id = ?", id);
        axon.repository(TrialAggregate.class);
        assertThat(axon.eventStore()
                        .readEvents(id)
                        .asStream()
                        .findFirst()
                        .orElseThrow()
                        .getPayload())
                .isInstanceOf(TrialAggregate.class);
    }

    @Test
    void aPoisonousFactIsParkedOthersGoOnAndAnOperatorRetriesIt() {
        StreamedTrial.cured = false;
        String poisoned = begin();
        String healthy = begin();
        add(poisoned, StreamedTrial.POISON);
        add(healthy, 5);
        add(poisoned, 6);

        await(() -> rows(healthy) == 1 && parked(poisoned) == 2);
        assertThat(rows(poisoned)).isZero();

        StreamedTrial.cured = true;
        DeadLetters.Letter first = letters.list(new Page.Ask(1, 500)).data().stream()
                .filter(letter -> poisoned.equals(letter.aggregateId()))
                .findFirst()
                .orElseThrow();
        assertThat(first.causeMessage()).contains("no number");
        assertThat(letters.retry(first)).isTrue();
        assertThat(rows(poisoned)).isEqualTo(2);
        assertThat(parked(poisoned)).isZero();
    }

    private String begin() {
        String id = "trial-" + UUID.randomUUID();
        commands.sendAs(TESTER, new BeginTrial(id));
        return id;
    }

    private void add(String id, int number) {
        commands.sendAs(TESTER, new AddTrial(id, number));
    }

    private long facts(String id) {
        return sql.count("select count(*) from domain_event where aggregate_id = ?", id);
    }

    private long lastSum(String id) {
        return sql.count(
                "select (payload->>'sum')::bigint from domain_event where aggregate_id = ?"
                        + " order by sequence_number desc limit 1",
                id);
    }

    private long rows(String id) {
        return sql.count("select count(*) from claim where kind = 'trial' and value like ? || '/%'", id);
    }

    private long parked(String id) {
        return sql.count("select count(*) from dead_letter where aggregate_id = ?", id);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited a minute").isLessThan(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
