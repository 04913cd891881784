package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.billing.event.PromotionEvent.PromotionEnded;
import myidc.billing.event.PromotionEvent.PromotionMade;
import myidc.billing.event.PromotionEvent.PromotionRedeemed;
import myidc.billing.event.PromotionTerms;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes promotions and who has used them. */
@Singleton
@ProcessingGroup("billing.read")
public final class PromotionProjection implements Projection {
    private final Sql sql;

    PromotionProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.promotions";
    }

    @Override
    public List<String> tables() {
        return List.of("promotion_view", "promotion_use_view");
    }

    @EventHandler
    void on(PromotionMade fact, @SequenceNumber Long version, @Timestamp Instant at) {
        PromotionTerms terms = fact.terms();
        sql.change(
                "insert into promotion_view (id, version, code, name, currency, amount, scope, monthly_cap,"
                        + " credit_days, uses_max, valid_from, valid_until, made_at) values (?, ?, ?, ?, ?, ?, ?,"
                        + " ?::numeric, ?::int, ?::int, ?, ?::timestamptz, ?)",
                fact.promotionId().value(),
                version,
                fact.code(),
                terms.name(),
                terms.currency(),
                terms.amount(),
                String.join(",", terms.scope()),
                terms.monthlyCap(),
                terms.creditDays(),
                terms.usesMax(),
                terms.from(),
                terms.until(),
                at);
    }

    @EventHandler
    void on(PromotionRedeemed fact, @SequenceNumber Long version, @Timestamp Instant at) {
        long id = fact.promotionId().value();
        sql.change(
                "insert into promotion_use_view (promotion_id, tenant_id, used_at) values (?, ?, ?)",
                id,
                fact.tenantId().value(),
                at);
        sql.change("update promotion_view set uses = uses + 1, version = ? where id = ?", version, id);
    }

    @EventHandler
    void on(PromotionEnded fact, @SequenceNumber Long version, @Timestamp Instant at) {
        sql.change(
                "update promotion_view set ended_at = ?, version = ? where id = ?",
                at,
                version,
                fact.promotionId().value());
    }
}
