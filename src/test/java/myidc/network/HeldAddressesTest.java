package myidc.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

/** The count of held addresses that is kept as they are written, by whoever writes them. */
@QuarkusTest
class HeldAddressesTest {
    private static final long PREFIX = 900_000_000_001L;
    private static final String INSERT =
            "insert into address_view (id, prefix_id, address, address_order, prefix_length,"
                    + " holder, assigned_at) select ?::bigint + n, ?, host('198.51.100.0'::inet + n), to_hex(n), 24, 'a-test', now()"
                    + " from generate_series(1, 20) n";

    @Inject
    Sql sql;

    @Test
    void isThatOfTheRowsWhenManyComeChangeAndGo() {
        try {
            sql.change(INSERT, PREFIX, PREFIX);
            expect(20);
            sql.change(
                    "update address_view set released_at = now() where prefix_id = ? and id <= ?", PREFIX, PREFIX + 5);
            expect(15);
            sql.change("update address_view set note = 'moved' where prefix_id = ?", PREFIX);
            expect(15);
            sql.change("update address_view set prefix_id = ? where id = ?", PREFIX + 1, PREFIX + 20);
            expect(14);
            sql.change("update address_view set released_at = null where prefix_id = ?", PREFIX);
            expect(19);
            sql.change("delete from address_view where id = ?", PREFIX + 1);
            expect(18);
        } finally {
            sql.change("delete from address_view where prefix_id in (?, ?)", PREFIX, PREFIX + 1);
        }
        expect(0);
    }

    private void expect(long held) {
        assertThat(sql.count("select coalesce(sum(held), 0) from prefix_fill where prefix_id = ?", PREFIX))
                .isEqualTo(held);
        assertThat(sql.count("select count(*) from address_view where prefix_id = ? and released_at is null", PREFIX))
                .isEqualTo(held);
    }
}
