package myidc.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RebuildProgressTest {
    private static final String SITES = "operations/projections/inventory.sites";

    @Inject
    Sql sql;

    @Test
    void aRebuildIsSeenWhileItRunsAndWhenItIsDone() {
        long site = AdminApi.site();
        QuarkusTransaction.requiringNew().run(() -> {
            // Whoever writes these rows holds the rebuild up.
            sql.change("update site_view set name = name where id = ?", site);
            AdminApi.post(SITES + "/rebuild").statusCode(202);
            JsonPath run = await(read -> read.getLong("lastRebuild.factsTotal") > 0);
            assertThat(run.getString("lastRebuild.state")).isEqualTo("RUNNING");
            assertThat(run.getLong("lastRebuild.facts")).isZero();
            AdminApi.post(SITES + "/rebuild").statusCode(503);
        });

        JsonPath done = await(RebuildProgressTest::ended);
        assertThat(done.getString("lastRebuild.state")).isEqualTo("DONE");
        assertThat(done.getLong("lastRebuild.facts")).isPositive().isEqualTo(done.getLong("lastRebuild.factsTotal"));
        AdminApi.get(SITES)
                .body("lastRebuild.factsPerSecond", greaterThan(0f))
                .body("lastRebuild.failure", nullValue());
        assertThat(sql.count("select count(*) from site_view where id = ?", site))
                .isEqualTo(1);
    }

    @Test
    void aRebuildWhoseProcessIsGoneIsLostAndMayBeStartedAgain() {
        await(RebuildProgressTest::ended);
        sql.change("insert into rebuild_run (projection, state, facts, facts_total, started_at, beaten_at)"
                + " values ('inventory.sites', 'RUNNING', 7, 9, now(), now() - interval '31 seconds')"
                + " on conflict (projection) do update set state = 'RUNNING', facts = 7, facts_total = 9,"
                + " beaten_at = excluded.beaten_at");

        AdminApi.get(SITES).body("lastRebuild.state", equalTo("LOST")).body("lastRebuild.facts", equalTo(7));
        AdminApi.post(SITES + "/rebuild").statusCode(202);
        assertThat(await(RebuildProgressTest::ended).getString("lastRebuild.state"))
                .isEqualTo("DONE");
    }

    @Test
    void anUnknownProjectionIsNotFound() {
        AdminApi.get("operations/projections/inventory.nothing").statusCode(404);
    }

    private static boolean ended(JsonPath read) {
        return !"RUNNING".equals(read.getString("lastRebuild.state"));
    }

    private static JsonPath await(Predicate<JsonPath> condition) {
        Instant limit = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(limit)) {
            JsonPath read = AdminApi.get(SITES).statusCode(200).extract().jsonPath();
            if (condition.test(read)) {
                return read;
            }
            pause();
        }
        throw new AssertionError("It never came about");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
