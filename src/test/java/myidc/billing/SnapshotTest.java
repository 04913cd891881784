package myidc.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import myidc.billing.event.AccountEvent.AccountOpened;
import myidc.billing.event.AccountEvent.MonthClosed;
import myidc.billing.event.PriceBookEvent.EntryAdded;
import myidc.billing.event.PriceBookEvent.EntryEnded;
import myidc.billing.event.PriceBookEvent.PriceBookDrafted;
import myidc.billing.event.PriceBookEvent.PriceBookPublished;
import myidc.platform.axon.StoreMapper;
import myidc.shared.id.AccountId;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.Test;

/** Aggregates come back from their snapshots as they were. */
class SnapshotTest {
    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private final ObjectMapper json = StoreMapper.fields();

    @Test
    void aPriceBookKeepsItsEntriesAndThatItIsPublished() throws Exception {
        PriceBookId id = new PriceBookId(3);
        PriceBook book = new PriceBook();
        book.evolve(new PriceBookDrafted(id, "List", "CNY"));
        book.evolve(entry(id, 1, "cn-sha"));
        book.evolve(entry(id, 2, null));
        book.evolve(new EntryEnded(id, 1, JUNE));
        book.evolve(new PriceBookPublished(id));

        String snapshot = json.writeValueAsString(book);
        PriceBook restored = json.readValue(snapshot, PriceBook.class);

        assertThat(json.writeValueAsString(restored))
                .isEqualTo(snapshot)
                .contains("\"until\":\"2026-06-01T00:00:00Z\"", "\"published\":true", "\"number\":2");
    }

    @Test
    void anAccountKeepsItsZoneAndItsNextMonth() throws Exception {
        AccountId id = new AccountId(7);
        Account account = new Account();
        account.evolve(new AccountOpened(id, new TenantId(7), "CNY", ZoneId.of("Asia/Shanghai"), "MYIDC", JANUARY));
        account.evolve(new MonthClosed(id, YearMonth.parse("2026-01"), null, BigDecimal.ZERO));

        String snapshot = json.writeValueAsString(account);

        assertThat(json.writeValueAsString(json.readValue(snapshot, Account.class)))
                .isEqualTo(snapshot)
                .contains("Asia/Shanghai", "2026-02");
    }

    private static EntryAdded entry(PriceBookId id, int number, String region) {
        return new EntryAdded(
                id, number, "instance:g6-nanode-1", region, new BigDecimal("0.036"), BigDecimal.TEN, JANUARY, null);
    }
}
