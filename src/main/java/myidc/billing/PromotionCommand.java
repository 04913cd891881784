package myidc.billing;

import myidc.billing.event.PromotionTerms;
import myidc.shared.id.PromotionId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a promotion. */
public sealed interface PromotionCommand {
    PromotionId promotionId();

    record MakePromotion(@TargetAggregateIdentifier PromotionId promotionId, String code, PromotionTerms terms)
            implements PromotionCommand {}

    /** Uses the code for a tenant that is billed in this currency; once a tenant. */
    record RedeemPromotion(@TargetAggregateIdentifier PromotionId promotionId, TenantId tenantId, String currency)
            implements PromotionCommand {}

    record EndPromotion(@TargetAggregateIdentifier PromotionId promotionId) implements PromotionCommand {}
}
