package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.billing.event.PriceBookEvent.EntryAdded;
import myidc.billing.event.PriceBookEvent.EntryEnded;
import myidc.billing.event.PriceBookEvent.PriceBookDrafted;
import myidc.billing.event.PriceBookEvent.PriceBookPublished;
import myidc.billing.event.PriceBookEvent.TariffAdded;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes price books and their entries. */
@Singleton
@ProcessingGroup("billing.read")
public final class PriceBookProjection implements Projection {
    private final Sql sql;

    PriceBookProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.price-books";
    }

    @Override
    public List<String> tables() {
        return List.of("price_book_view", "price_entry_view", "price_entry_end_view");
    }

    @EventHandler
    void on(PriceBookDrafted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        sql.change(
                "insert into price_book_view (id, version, name, currency, drafted_at) values (?, ?, ?, ?, ?)",
                fact.priceBookId().value(),
                version,
                fact.name(),
                fact.currency(),
                at);
    }

    @EventHandler
    void on(EntryAdded fact, @SequenceNumber Long version) {
        sql.change(
                "insert into price_entry_view (book_id, number, charge, region, hourly, monthly_cap, valid_from,"
                        + " valid_until) values (?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz)",
                fact.priceBookId().value(),
                fact.number(),
                fact.charge(),
                fact.region(),
                fact.hourly(),
                fact.monthlyCap(),
                fact.from(),
                fact.until());
        sql.change(
                "update price_book_view set version = ? where id = ?",
                version,
                fact.priceBookId().value());
    }

    @EventHandler
    void on(TariffAdded fact, @SequenceNumber Long version) {
        sql.change(
                "insert into price_entry_view (book_id, number, charge, region, tenant_id, contract, terms, valid_from,"
                        + " valid_until) values (?, ?, ?, ?, ?::bigint, ?, ?::jsonb, ?::timestamptz, ?::timestamptz)",
                fact.priceBookId().value(),
                fact.number(),
                fact.charge(),
                fact.region(),
                fact.tenantId() == null ? null : fact.tenantId().value(),
                fact.contract(),
                PriceTermsJson.write(fact.terms()),
                fact.from(),
                fact.until());
        sql.change(
                "update price_book_view set version = ? where id = ?",
                version,
                fact.priceBookId().value());
    }

    @EventHandler
    void on(PriceBookPublished fact, @Timestamp Instant at, @SequenceNumber Long version) {
        sql.change(
                "update price_book_view set version = ?, published_at = ? where id = ?",
                version,
                at,
                fact.priceBookId().value());
    }

    @EventHandler
    void on(EntryEnded fact, @Timestamp Instant at, @SequenceNumber Long version) {
        sql.change(
                "insert into price_entry_end_view (book_id, number, version, told_at, until_before)"
                        + " select book_id, number, ?, ?, valid_until from price_entry_view"
                        + " where book_id = ? and number = ?",
                version,
                at,
                fact.priceBookId().value(),
                fact.number());
        sql.change(
                "update price_entry_view set valid_until = ? where book_id = ? and number = ?",
                fact.until(),
                fact.priceBookId().value(),
                fact.number());
        sql.change(
                "update price_book_view set version = ? where id = ?",
                version,
                fact.priceBookId().value());
    }
}
