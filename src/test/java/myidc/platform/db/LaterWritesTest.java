package myidc.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LaterWritesTest {
    private static final String TAKE = "insert into claim (kind, value, holder) values (?, ?, ?)";

    @Inject
    Sql sql;

    private final String kind = "trial-" + UUID.randomUUID();

    @Test
    void whatWaitsIsSeenByTheNextReadAndWrittenInItsOrder() {
        QuarkusTransaction.requiringNew().run(() -> {
            sql.later(TAKE, kind, "a", "first");
            sql.later("update claim set holder = holder || '; ' || ? where kind = ? and value = 'a'", "second", kind);
            assertThat(holder("a")).isEqualTo("first; second");
        });

        assertThat(holder("a")).isEqualTo("first; second");
    }

    @Test
    void manyGoWithTheCommitThatFollowsThem() {
        QuarkusTransaction.requiringNew().run(() -> {
            for (int i = 0; i < 450; i++) {
                sql.later(TAKE, kind, "number;" + i, "held?");
            }
        });

        assertThat(sql.count("select count(*) from claim where kind = ? and holder = 'held?'", kind))
                .isEqualTo(450);
    }

    @Test
    void whatTheDatabaseRefusesLeavesNothing() {
        sql.change(TAKE, kind, "taken", "somebody");

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    sql.later(TAKE, kind, "free", "me");
                    sql.later(TAKE, kind, "taken", "me");
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(sql.count("select count(*) from claim where kind = ?", kind)).isEqualTo(1);
        assertThat(holder("taken")).isEqualTo("somebody");
    }

    @Test
    void whatWaitsGoesWithATransactionThatIsRolledBack() {
        QuarkusTransaction.begin();
        sql.later(TAKE, kind, "a", "me");
        QuarkusTransaction.rollback();

        assertThat(sql.count("select count(*) from claim where kind = ?", kind)).isZero();
    }

    @Test
    void withoutATransactionNothingWaits() {
        sql.later(TAKE, kind, "a", "me");

        assertThat(holder("a")).isEqualTo("me");
    }

    private String holder(String value) {
        return sql.row("select holder from claim where kind = ? and value = ?", row -> row.getString(1), kind, value)
                .orElse("");
    }
}
