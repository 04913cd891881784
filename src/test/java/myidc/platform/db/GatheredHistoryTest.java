package myidc.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import myidc.platform.asof.Histories;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GatheredHistoryTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00.000001Z");
    private static final long SEED = 20_260_301;

    @Inject
    Histories histories;

    @Inject
    Sql sql;

    private final String kind = "trial\t" + UUID.randomUUID();

    @Test
    void rowsAreThoseWrittenOneByOneHoweverFewAreHeld() {
        tell();
        List<String> oneByOne = rows();

        for (long heldCharsMax : new long[] {1 << 20, 300, 1}) {
            QuarkusTransaction.requiringNew().run(() -> {
                FreshTables tables = new FreshTables(sql, List.of(), List.of(kind));
                tables.lockAndMake();
                new GatheredHistory(sql, heldCharsMax).during(() -> {
                    tell();
                    return true;
                });
                assertThat(rows()).as("held %s", heldCharsMax).isEqualTo(oneByOne);
                assertThat(tables.digests(true)).isEqualTo(tables.digests(false));
            });
        }
        assertThat(oneByOne).hasSizeGreaterThan(100);
        assertThat(rows()).isEqualTo(oneByOne);
    }

    @Test
    void onlyRowsThatDifferAreTakenOver() {
        tell();
        List<String> before = rows();
        sql.change("delete from view_history where kind = ? and id = 3", kind);
        sql.change("update view_history set shown = '{\"other\": true}' where kind = ? and id = 4", kind);
        List<String> kept = versions();

        QuarkusTransaction.requiringNew().run(() -> {
            FreshTables tables = new FreshTables(sql, List.of(), List.of(kind));
            tables.lockAndMake();
            new GatheredHistory(sql).during(() -> {
                tell();
                return true;
            });
            tables.takeOver();
        });

        assertThat(rows()).isEqualTo(before);
        assertThat(versions()).containsAll(kept);
    }

    /** The same story each time: things that come, change, sometimes twice in one instant, go and come again. */
    private void tell() {
        Random random = new Random(SEED);
        Instant at = START;
        for (int i = 0; i < 400; i++) {
            at = at.plus(random.nextInt(3), ChronoUnit.MICROS);
            long id = random.nextInt(8);
            if (random.nextInt(6) == 0) {
                histories.end(kind, id, at);
            } else {
                histories.show(kind, id, at, new Shown("tab\t, quote\", back\\slash, 机架 " + i, null));
            }
        }
    }

    private List<String> rows() {
        return sql.rows(
                "select id || valid::text || shown::text from view_history where kind = ? order by id, valid",
                row -> row.getString(1),
                kind);
    }

    private List<String> versions() {
        return sql.rows(
                "select ctid::text from view_history where kind = ? and id not in (3, 4) order by id, valid",
                row -> row.getString(1),
                kind);
    }

    record Shown(String name, String note) {}
}
