package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.billing.PromotionCommand.EndPromotion;
import myidc.billing.PromotionCommand.MakePromotion;
import myidc.billing.PromotionCommand.RedeemPromotion;
import myidc.billing.event.PromotionEvent.PromotionEnded;
import myidc.billing.event.PromotionEvent.PromotionMade;
import myidc.billing.event.PromotionEvent.PromotionRedeemed;
import myidc.billing.event.PromotionTerms;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PromotionId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A promotion: who has used its code, so that nobody uses it twice and no more than may. */
final class Promotion {
    /** More accounts than these use another code. */
    static final int USES_MAX = 10_000;

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{5,39}");
    private static final int DAYS_MAX = 3_660;

    @AggregateIdentifier
    private @Nullable PromotionId id;

    private @Nullable PromotionTerms terms;
    private boolean ended;
    private final Set<Long> used = new HashSet<>();

    Promotion() {}

    @CommandHandler
    Promotion(MakePromotion command, Claims claims) {
        String code = Check.matches(
                "code",
                command.code(),
                CODE,
                "must be 6 to 40 capitals, digits and hyphens, and not begin with a hyphen");
        PromotionTerms wanted = command.terms();
        Check.text("name", wanted.name(), 100);
        positive("amount", wanted.amount());
        if (wanted.monthlyCap() != null) {
            positive("monthlyCap", wanted.monthlyCap());
        }
        if (wanted.creditDays() != null) {
            Check.range("creditDays", wanted.creditDays(), 1, DAYS_MAX);
        }
        if (wanted.usesMax() != null) {
            Check.range("usesMax", wanted.usesMax(), 1, USES_MAX);
        }
        Instant until = wanted.until();
        if (until != null && !until.isAfter(wanted.from())) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "until", "until must be after from");
        }
        claims.take(
                new Claims.Claim("billing.promotion", code, "code"),
                command.promotionId().text(),
                BillingRefusal.PROMOTION_CODE_TAKEN);
        apply(new PromotionMade(command.promotionId(), code, wanted));
    }

    @CommandHandler
    void decide(RedeemPromotion command, Clock clock) {
        PromotionTerms known = Objects.requireNonNull(terms);
        Instant now = clock.instant();
        Instant until = known.until();
        if (now.isBefore(known.from())) {
            throw refused(BillingRefusal.PROMOTION_NOT_BEGUN, "This code is not valid yet");
        }
        if (ended || (until != null && !now.isBefore(until))) {
            throw refused(BillingRefusal.PROMOTION_OVER, "This code has expired");
        }
        if (used.contains(command.tenantId().value())) {
            throw refused(BillingRefusal.PROMOTION_USED, "Your account has used this code already");
        }
        Integer most = known.usesMax();
        if (used.size() >= (most == null ? USES_MAX : most)) {
            throw refused(BillingRefusal.PROMOTION_USED_UP, "This code has been used as often as it may be");
        }
        if (!known.currency().equals(command.currency())) {
            throw refused(
                    BillingRefusal.PROMOTION_OTHER_CURRENCY,
                    "This code gives " + known.currency() + ", and your account is billed in " + command.currency());
        }
        apply(new PromotionRedeemed(command.promotionId(), command.tenantId()));
    }

    @CommandHandler
    void decide(EndPromotion command) {
        if (!ended) {
            apply(new PromotionEnded(command.promotionId()));
        }
    }

    @EventSourcingHandler
    void evolve(PromotionMade fact) {
        id = fact.promotionId();
        terms = fact.terms();
    }

    @EventSourcingHandler
    void evolve(PromotionRedeemed fact) {
        used.add(fact.tenantId().value());
    }

    @EventSourcingHandler
    void evolve(PromotionEnded fact) {
        ended = true;
    }

    private static void positive(String field, BigDecimal amount) {
        if (amount.signum() <= 0) {
            throw Refused.field(BillingRefusal.AMOUNT_NOT_POSITIVE, field, field + " must be above 0");
        }
    }

    private static Refused refused(BillingRefusal why, String detail) {
        return Refused.field(why, "promo_code", detail);
    }
}
