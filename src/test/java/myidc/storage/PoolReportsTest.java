package myidc.storage;

import static myidc.shared.RefusedFor.refusedFor;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import myidc.shared.CommonRefusal;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.storage.PoolCommand.ReportPool;
import myidc.storage.event.PoolEvent.PoolRegistered;
import myidc.storage.event.PoolEvent.PoolReported;
import myidc.storage.event.PoolKind;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolReportsTest {
    private static final PoolId POOL = new PoolId(7);
    private static final Instant NOW = Instant.parse("2026-03-03T06:05:00Z");
    private static final PoolRegistered REGISTERED = new PoolRegistered(POOL, new SiteId(1), "tank", PoolKind.ZFS);

    private AggregateTestFixture<Pool> pool;

    @BeforeEach
    void aPool() {
        pool = new AggregateTestFixture<>(Pool.class);
        pool.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aReportIsKeptAsTaken() {
        pool.given(REGISTERED)
                .when(new ReportPool(POOL, NOW, 300, 100, 1_000, 50L, 5L))
                .expectEvents(new PoolReported(POOL, NOW, 300, 100, 1_000, 50L, 5L));
    }

    @Test
    void noInodesInAllMeansThatTheyAreNotLimited() {
        pool.given(REGISTERED)
                .when(new ReportPool(POOL, NOW, 300, 100, 1_000, 0L, 0L))
                .expectEvents(new PoolReported(POOL, NOW, 300, 100, 1_000, null, null));
    }

    @Test
    void anEarlierReportComesTooLate() {
        PoolReported last = new PoolReported(POOL, NOW, 300, 100, 1_000, null, null);

        pool.given(REGISTERED, last)
                .when(new ReportPool(POOL, NOW, 1, 1, 1, null, null))
                .expectException(refusedFor(StorageRefusal.REPORT_OUT_OF_ORDER))
                .expectNoEvents();
    }

    @Test
    void impossibleFiguresAreRefused() {
        pool.given(REGISTERED)
                .when(new ReportPool(POOL, NOW.plusSeconds(301), 1, 1, 1, null, null))
                .expectException(refusedFor(StorageRefusal.REPORT_INVALID));
        pool.given(REGISTERED)
                .when(new ReportPool(POOL, NOW, 1, 2, 1, null, null))
                .expectException(refusedFor(StorageRefusal.REPORT_INVALID));
        pool.given(REGISTERED)
                .when(new ReportPool(POOL, NOW, -1, 1, 1, null, null))
                .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
        pool.given(REGISTERED)
                .when(new ReportPool(POOL, NOW, 1, 1, 1, 5L, 6L))
                .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
    }
}
