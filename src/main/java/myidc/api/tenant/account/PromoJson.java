package myidc.api.tenant.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.wire.WireTime;
import myidc.billing.read.Purses.CreditRow;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Linode's promotion object: a credit of the account that is not used up and not over.
 *
 * @param thisMonthCreditRemaining what this month's invoice, which is drawn after its end, may use of it
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PromoJson(
        String description,
        String summary,
        String imageUrl,
        String serviceType,
        @Nullable String creditMonthlyCap,
        String creditRemaining,
        String thisMonthCreditRemaining,
        @Nullable String expireDt) {
    private static final String ALL = "all";
    private static final Map<String, String> SERVICES =
            Map.of("instance", "linode", "backups", "backup", "volume", "blockstorage", "transfer", "transfer_tx");

    static PromoJson of(CreditRow credit) {
        BigDecimal left = credit.left().amount();
        Money cap = credit.monthlyCap();
        Instant expires = credit.expiresAt();
        return new PromoJson(
                credit.name(),
                credit.name(),
                "",
                service(credit.scope()),
                cap == null ? null : cap.amount().toPlainString(),
                left.toPlainString(),
                (cap == null ? left : left.min(cap.amount())).toPlainString(),
                expires == null ? null : WireTime.text(expires));
    }

    private static String service(List<String> scope) {
        return scope.size() == 1 ? SERVICES.getOrDefault(scope.getFirst(), ALL) : ALL;
    }
}
