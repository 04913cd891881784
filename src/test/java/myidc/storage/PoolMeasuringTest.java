package myidc.storage;

import static myidc.shared.RefusedFor.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.storage.PoolCommand.AllowAgent;
import myidc.storage.PoolCommand.CountOperations;
import myidc.storage.PoolCommand.DescribeDisks;
import myidc.storage.PoolCommand.JudgeForecast;
import myidc.storage.PoolCommand.MeasurePool;
import myidc.storage.PoolCommand.NoteCollectionFailure;
import myidc.storage.PoolCommand.PlanCollection;
import myidc.storage.PoolCommand.ReportPool;
import myidc.storage.PoolCommand.RevokeAgent;
import myidc.storage.PoolCommand.SetThresholds;
import myidc.storage.event.AlertOn;
import myidc.storage.event.CollectedVia;
import myidc.storage.event.CollectionFailure;
import myidc.storage.event.CollectionPlan;
import myidc.storage.event.DiskLayout;
import myidc.storage.event.DiskOperations;
import myidc.storage.event.PoolEvent.AgentAllowed;
import myidc.storage.event.PoolEvent.AlertCleared;
import myidc.storage.event.PoolEvent.AlertRaised;
import myidc.storage.event.PoolEvent.CollectionEnded;
import myidc.storage.event.PoolEvent.CollectionFailed;
import myidc.storage.event.PoolEvent.CollectionPlanned;
import myidc.storage.event.PoolEvent.OperationsCounted;
import myidc.storage.event.PoolEvent.PoolMeasured;
import myidc.storage.event.PoolEvent.PoolRegistered;
import myidc.storage.event.PoolEvent.PoolReported;
import myidc.storage.event.PoolEvent.ThresholdsSet;
import myidc.storage.event.PoolFigures;
import myidc.storage.event.PoolFigures.Fill;
import myidc.storage.event.PoolFigures.Stored;
import myidc.storage.event.PoolFigures.Written;
import myidc.storage.event.PoolKind;
import myidc.storage.event.Thresholds;
import myidc.storage.event.Thresholds.Band;
import myidc.storage.event.Tool;
import myidc.storage.report.PoolOutputs.Reading;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolMeasuringTest {
    private static final PoolId POOL = new PoolId(7);
    private static final Instant NOW = Instant.parse("2026-03-03T06:05:00Z");
    private static final PoolRegistered REGISTERED = new PoolRegistered(POOL, new SiteId(1), "tank", PoolKind.LVM_THIN);
    private static final Thresholds STRICT =
            new Thresholds(new Band(50, 40), new Band(60, 50), new Band(70, 60), new Band(90, 120));

    private AggregateTestFixture<Pool> pool;

    @BeforeEach
    void aPool() {
        pool = new AggregateTestFixture<>(Pool.class);
        pool.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aMeasurementIsKeptWhole() {
        pool.given(REGISTERED).when(measure(NOW, 500, null)).expectEvents(measured(NOW, 500, null));
    }

    @Test
    void countsOfAHostComeInOrderAndThoseOfHostsApart() {
        DiskOperations disk = new DiskOperations(new InstanceId(41), "vda", 10, 20);
        OperationsCounted first = new OperationsCounted(POOL, at(1), "node-1", List.of(disk));

        pool.given(REGISTERED, first)
                .when(new CountOperations(POOL, at(0), "node-2", List.of(disk)))
                .expectEvents(new OperationsCounted(POOL, at(0), "node-2", List.of(disk)));
        pool.given(REGISTERED, first)
                .when(new CountOperations(POOL, at(1), "node-1", List.of(disk)))
                .expectException(refusedFor(StorageRefusal.REPORT_OUT_OF_ORDER));
        pool.given(REGISTERED)
                .when(new CountOperations(POOL, NOW.plusSeconds(301), "node-1", List.of(disk)))
                .expectException(refusedFor(StorageRefusal.REPORT_INVALID));
    }

    @Test
    void whatCrossesItsThresholdIsRaisedOnce() {
        AlertRaised raised =
                new AlertRaised(POOL, at(0), AlertOn.BYTES, new BigDecimal("86.00"), BigDecimal.valueOf(85));

        pool.given(REGISTERED).when(measure(at(0), 860, null)).expectEvents(measured(at(0), 860, null), raised);
        pool.given(REGISTERED, measured(at(0), 860, null), raised)
                .when(measure(at(1), 870, null))
                .expectEvents(measured(at(1), 870, null));
    }

    @Test
    void whatSwingsBetweenTheTwoThresholdsStaysAsItIs() {
        AlertRaised raised =
                new AlertRaised(POOL, at(0), AlertOn.BYTES, new BigDecimal("86.00"), BigDecimal.valueOf(85));

        pool.given(REGISTERED, measured(at(0), 860, null), raised)
                .when(measure(at(1), 800, null))
                .expectEvents(measured(at(1), 800, null));
        pool.given(REGISTERED, measured(at(0), 860, null), raised)
                .when(measure(at(1), 799, null))
                .expectEvents(
                        measured(at(1), 799, null),
                        new AlertCleared(POOL, at(1), AlertOn.BYTES, new BigDecimal("79.90"), BigDecimal.valueOf(80)));
    }

    @Test
    void metadataAndInodesFillUpLikeBytes() {
        pool.given(REGISTERED)
                .when(measure(NOW, 100, new Fill(1_000, 800)))
                .expectEvents(
                        measured(NOW, 100, new Fill(1_000, 800)),
                        new AlertRaised(POOL, NOW, AlertOn.METADATA, new BigDecimal("80.00"), BigDecimal.valueOf(80)));
        pool.given(REGISTERED)
                .when(new ReportPool(POOL, NOW, 10, 10, 1_000, 100L, 99L))
                .expectEvents(
                        new PoolReported(POOL, NOW, 10, 10, 1_000, 100L, 99L),
                        new AlertRaised(POOL, NOW, AlertOn.INODES, new BigDecimal("99.00"), BigDecimal.valueOf(85)));
    }

    @Test
    void thresholdsHoldFromTheirInstantOn() {
        ThresholdsSet set = new ThresholdsSet(POOL, at(0), STRICT);

        pool.given(REGISTERED, set)
                .when(measure(at(0), 510, null))
                .expectEvents(
                        measured(at(0), 510, null),
                        new AlertRaised(POOL, at(0), AlertOn.BYTES, new BigDecimal("51.00"), BigDecimal.valueOf(50)));
        pool.given(REGISTERED, set).when(measure(at(-1), 510, null)).expectEvents(measured(at(-1), 510, null));
    }

    @Test
    void thresholdsThatWouldFlickerOrReachBackAreRefused() {
        Thresholds same = new Thresholds(new Band(80, 80), STRICT.inodes(), STRICT.metadata(), STRICT.forecastDays());
        Thresholds days = new Thresholds(STRICT.bytes(), STRICT.inodes(), STRICT.metadata(), new Band(30, 30));

        pool.given(REGISTERED)
                .when(new SetThresholds(POOL, null, same))
                .expectException(refusedFor(StorageRefusal.THRESHOLDS_INVALID));
        pool.given(REGISTERED)
                .when(new SetThresholds(POOL, null, days))
                .expectException(refusedFor(StorageRefusal.THRESHOLDS_INVALID));
        pool.given(REGISTERED)
                .when(new SetThresholds(POOL, NOW.minusSeconds(1), STRICT))
                .expectException(refusedFor(StorageRefusal.THRESHOLDS_INVALID));
    }

    @Test
    void aForecastRaisesWithinAMonthAndClearsBeyondAMonthAndAHalf() {
        AlertRaised raised =
                new AlertRaised(POOL, at(0), AlertOn.FORECAST, new BigDecimal("29.5"), BigDecimal.valueOf(30));

        pool.given(REGISTERED).when(judge(0, "29.5")).expectEvents(raised);
        pool.given(REGISTERED).when(judge(0, "31")).expectNoEvents();
        pool.given(REGISTERED, raised).when(judge(1, "44")).expectNoEvents();
        pool.given(REGISTERED, raised)
                .when(judge(1, "46"))
                .expectEvents(
                        new AlertCleared(POOL, at(1), AlertOn.FORECAST, new BigDecimal("46"), BigDecimal.valueOf(45)));
        pool.given(REGISTERED, raised)
                .when(new JudgeForecast(POOL, at(1), null))
                .expectEvents(new AlertCleared(POOL, at(1), AlertOn.FORECAST, null, BigDecimal.valueOf(45)));
    }

    @Test
    void aFailureThatGoesOnIsToldOnce() {
        CollectionFailed failed = new CollectionFailed(POOL, at(0), CollectionFailure.TIMED_OUT, "slow");
        CollectionPlanned planned =
                new CollectionPlanned(POOL, new CollectionPlan(CollectedVia.LOCAL, "vg/pool", 15, null, null, null));

        pool.given(REGISTERED, planned)
                .when(new NoteCollectionFailure(POOL, at(0), CollectionFailure.TIMED_OUT, "slow"))
                .expectEvents(failed);
        pool.given(REGISTERED, planned, failed)
                .when(new NoteCollectionFailure(POOL, at(1), CollectionFailure.TIMED_OUT, "slower"))
                .expectNoEvents();
        pool.given(REGISTERED, planned, failed, measured(at(1), 1, null))
                .when(new NoteCollectionFailure(POOL, at(2), CollectionFailure.TIMED_OUT, "slow"))
                .expectEvents(new CollectionFailed(POOL, at(2), CollectionFailure.TIMED_OUT, "slow"));
        pool.given(REGISTERED, planned, new CollectionEnded(POOL))
                .when(new NoteCollectionFailure(POOL, at(1), CollectionFailure.TIMED_OUT, "slow"))
                .expectNoEvents();
    }

    @Test
    void whatAToolIsAskedAboutCanBeNoOptionAndNoScript() {
        for (String target :
                List.of("-rf/x", "vg/--help", "vg/a;reboot", "vg/$(id)", "vg/a b", "vg", "../x/y", "vg/'a'")) {
            assertThatThrownBy(() -> CollectionRules.target(PoolKind.LVM_THIN, target))
                    .as(target)
                    .isInstanceOf(Refused.class);
        }
        for (String folder : List.of("srv", "/srv/../etc", "/srv/\nx", "/a;b", "/a$b", "/", "/a//b")) {
            assertThatThrownBy(() -> CollectionRules.target(PoolKind.FILES, folder))
                    .as(folder)
                    .isInstanceOf(Refused.class);
        }
        assertThat(CollectionRules.target(PoolKind.FILES, "/srv/vm images")).isEqualTo("/srv/vm images");
        assertThat(CollectionRules.target(PoolKind.CEPH, "*")).isEqualTo("*");
        assertThatThrownBy(() -> CollectionRules.target(PoolKind.ZFS, "*")).isInstanceOf(Refused.class);
    }

    @Test
    void sshGoesToAHostAndNowhereElse() {
        CollectionPlan plan = new CollectionPlan(CollectedVia.SSH, "vg/tp", 5, "host-1.example", "myidc", null);

        pool.given(REGISTERED)
                .when(new PlanCollection(POOL, plan, null))
                .expectEvents(new CollectionPlanned(POOL, plan));
        for (String host : new String[] {"-oProxyCommand=reboot", "a b", "", null, "host;id"}) {
            pool.given(REGISTERED)
                    .when(new PlanCollection(
                            POOL, new CollectionPlan(CollectedVia.SSH, "vg/tp", 5, host, "myidc", null), null))
                    .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
        }
        pool.given(REGISTERED)
                .when(new PlanCollection(
                        POOL, new CollectionPlan(CollectedVia.LOCAL, "vg/tp", 0, null, null, null), null))
                .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
    }

    @Test
    void anAgentEndsWhenItIsRevoked() {
        AgentAllowed allowed = new AgentAllowed(POOL, 3, "node", "hash", null);

        pool.given(REGISTERED)
                .when(new AllowAgent(POOL, 3, "node", "hash", null))
                .expectEvents(allowed);
        pool.given(REGISTERED, allowed).when(new RevokeAgent(POOL, 3)).expectSuccessfulHandlerExecution();
        pool.given(REGISTERED)
                .when(new RevokeAgent(POOL, 3))
                .expectException(refusedFor(StorageRefusal.AGENT_NOT_FOUND));
        pool.given(REGISTERED)
                .when(new AllowAgent(POOL, 3, "node", "hash", NOW))
                .expectException(refusedFor(StorageRefusal.COLLECTION_INVALID));
    }

    @Test
    void disksNeedWhatTheirOperationsFollowFrom() {
        refusedDisks(new DiskLayout.Group(0, "RAID5", null, 100, null, null));
        refusedDisks(new DiskLayout.Group(4, "RAID7", null, 100, null, null));
        refusedDisks(new DiskLayout.Group(4, "CEPH", null, 100, null, null));
        refusedDisks(new DiskLayout.Group(4, "RAID6", null, null, new BigDecimal("3"), null));
        pool.given(REGISTERED)
                .when(new DescribeDisks(
                        POOL,
                        new DiskLayout(
                                List.of(new DiskLayout.Group(4, "RAID6", null, null, new BigDecimal("3"), 7_200)), 70),
                        null))
                .expectSuccessfulHandlerExecution();
    }

    private void refusedDisks(DiskLayout.Group group) {
        pool.given(REGISTERED)
                .when(new DescribeDisks(POOL, new DiskLayout(List.of(group), 70), null))
                .expectException(refusedFor(StorageRefusal.DISKS_INVALID));
    }

    private static Instant at(int minutes) {
        return NOW.plusSeconds(60L * (minutes - 3));
    }

    private static JudgeForecast judge(int minutes, String days) {
        return new JudgeForecast(POOL, at(minutes), new BigDecimal(days));
    }

    private static MeasurePool measure(Instant at, long used, Fill metadata) {
        return new MeasurePool(
                POOL, at, CollectedVia.LOCAL, List.of(Tool.LVS), new Reading(figures(used, metadata), List.of()));
    }

    private static PoolMeasured measured(Instant at, long used, Fill metadata) {
        return new PoolMeasured(POOL, at, CollectedVia.LOCAL, List.of(Tool.LVS), figures(used, metadata), List.of());
    }

    private static PoolFigures figures(long used, Fill metadata) {
        return new PoolFigures(Stored.plain(1_100, 1_000, used), Written.UNKNOWN, null, metadata, null);
    }
}
