package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.billing.event.EntityTerms;
import myidc.billing.event.LegalEntityEvent.BooksClosed;
import myidc.billing.event.LegalEntityEvent.BooksReopened;
import myidc.billing.event.LegalEntityEvent.LegalEntityEntered;
import myidc.billing.event.LegalEntityEvent.LegalEntityReworded;
import myidc.billing.event.LegalEntityEvent.TaxRateSet;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes legal entities, their taxes by date and their closed months. */
@Singleton
@ProcessingGroup("billing.read")
public final class LegalEntityProjection implements Projection {
    private final Sql sql;

    LegalEntityProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.entities";
    }

    @Override
    public List<String> tables() {
        return List.of("legal_entity_view", "tax_rate_view", "closed_books_view");
    }

    @EventHandler
    void on(LegalEntityEntered fact, @SequenceNumber Long version) {
        EntityTerms terms = fact.terms();
        sql.change(
                "insert into legal_entity_view (id, version, code, name, tax_number, address, bank, currency, rounding,"
                        + " number_format, payment_days, reviewed) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                fact.entityId().value(),
                version,
                fact.code(),
                terms.name(),
                terms.taxNumber(),
                terms.address(),
                terms.bank(),
                terms.currency(),
                terms.rounding().name(),
                terms.numberFormat(),
                terms.paymentDays(),
                terms.reviewed());
    }

    @EventHandler
    void on(LegalEntityReworded fact, @SequenceNumber Long version) {
        EntityTerms terms = fact.terms();
        sql.change(
                "update legal_entity_view set version = ?, name = ?, tax_number = ?, address = ?, bank = ?, currency = ?,"
                        + " rounding = ?, number_format = ?, payment_days = ?, reviewed = ? where id = ?",
                version,
                terms.name(),
                terms.taxNumber(),
                terms.address(),
                terms.bank(),
                terms.currency(),
                terms.rounding().name(),
                terms.numberFormat(),
                terms.paymentDays(),
                terms.reviewed(),
                fact.entityId().value());
    }

    @EventHandler
    void on(TaxRateSet fact, @SequenceNumber Long version) {
        sql.change(
                "insert into tax_rate_view (entity_id, charge, valid_from, name, rate) values (?, ?, ?, ?, ?)"
                        + " on conflict (entity_id, charge, valid_from)"
                        + " do update set name = excluded.name, rate = excluded.rate",
                fact.entityId().value(),
                fact.charge(),
                fact.from(),
                fact.name(),
                fact.rate());
        moved(fact.entityId().value(), version);
    }

    @EventHandler
    void on(BooksClosed fact, @SequenceNumber Long version, @Timestamp Instant at) {
        sql.change(
                "insert into closed_books_view (entity_id, entity, month, closed_at) values (?, ?, ?, ?)"
                        + " on conflict (entity_id, month)"
                        + " do update set closed_at = excluded.closed_at, reopened_at = null, reason = null",
                fact.entityId().value(),
                fact.code(),
                fact.month().atDay(1),
                at);
        moved(fact.entityId().value(), version);
    }

    @EventHandler
    void on(BooksReopened fact, @SequenceNumber Long version, @Timestamp Instant at) {
        sql.change(
                "update closed_books_view set reopened_at = ?, reason = ? where entity_id = ? and month = ?",
                at,
                fact.reason(),
                fact.entityId().value(),
                fact.month().atDay(1));
        moved(fact.entityId().value(), version);
    }

    private void moved(long entity, Long version) {
        sql.change("update legal_entity_view set version = ? where id = ?", version, entity);
    }
}
