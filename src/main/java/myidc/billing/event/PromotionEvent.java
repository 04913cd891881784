package myidc.billing.event;

import myidc.shared.id.PromotionId;
import myidc.shared.id.TenantId;

/** The life of a promotion: a code that gives credit to whoever enters it in time. */
public sealed interface PromotionEvent {
    PromotionId promotionId();

    /** Whoever enters the code gets credit by these terms. */
    record PromotionMade(PromotionId promotionId, String code, PromotionTerms terms) implements PromotionEvent {}

    /** A tenant entered the code; the credit is granted in the same instant. */
    record PromotionRedeemed(PromotionId promotionId, TenantId tenantId) implements PromotionEvent {}

    /** The code gives nothing any more; credits that were granted stay. */
    record PromotionEnded(PromotionId promotionId) implements PromotionEvent {}
}
