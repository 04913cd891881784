package myidc.billing.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import myidc.billing.event.PromotionTerms;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.PromotionId;
import org.jspecify.annotations.Nullable;

/** Reads promotions. */
@Singleton
public final class Promotions {
    private final Sql sql;

    Promotions(Sql sql) {
        this.sql = sql;
    }

    /** All of them, newest first. */
    public Page<PromotionRow> list(Page.Ask ask) {
        return Page.of(
                sql.rows(
                        "select * from promotion_view order by id desc limit ? offset ?",
                        Promotions::promotion,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from promotion_view"));
    }

    public Optional<PromotionRow> find(PromotionId id) {
        return sql.row("select * from promotion_view where id = ?", Promotions::promotion, id.value());
    }

    public Optional<PromotionRow> byCode(String code) {
        return sql.row("select * from promotion_view where code = ?", Promotions::promotion, code);
    }

    /** Who has used it, the last one first. */
    public Page<UseRow> uses(PromotionId id, Page.Ask ask) {
        return Page.of(
                sql.rows(
                        "select u.tenant_id, t.name, u.used_at from promotion_use_view u left join billing_tenant_view"
                                + " t on t.id = u.tenant_id where u.promotion_id = ? order by u.used_at desc, u.tenant_id"
                                + " limit ? offset ?",
                        row -> new UseRow(row.getLong(1), row.getString(2), Sql.instant(row, "used_at")),
                        id.value(),
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from promotion_use_view where promotion_id = ?", id.value()));
    }

    private static PromotionRow promotion(ResultSet row) throws SQLException {
        String scope = row.getString("scope");
        return new PromotionRow(
                new PromotionId(row.getLong("id")),
                row.getString("code"),
                new PromotionTerms(
                        row.getString("name"),
                        row.getString("currency"),
                        row.getBigDecimal("amount"),
                        scope.isEmpty() ? List.of() : List.of(scope.split(",")),
                        row.getBigDecimal("monthly_cap"),
                        row.getObject("credit_days", Integer.class),
                        row.getObject("uses_max", Integer.class),
                        Sql.instant(row, "valid_from"),
                        Sql.instantOrNull(row, "valid_until")),
                row.getInt("uses"),
                Sql.instant(row, "made_at"),
                Sql.instantOrNull(row, "ended_at"));
    }

    /** A promotion and how often it was used. */
    public record PromotionRow(
            PromotionId id,
            String code,
            PromotionTerms terms,
            int uses,
            Instant madeAt,
            @Nullable Instant endedAt) {}

    /** Who used it, when. */
    public record UseRow(long tenantId, @Nullable String tenantName, Instant usedAt) {}
}
