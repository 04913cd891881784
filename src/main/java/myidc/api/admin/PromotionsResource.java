package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import myidc.api.MoneyJson;
import myidc.billing.BillingRefusal;
import myidc.billing.PromotionCommand;
import myidc.billing.PromotionCommand.EndPromotion;
import myidc.billing.PromotionCommand.MakePromotion;
import myidc.billing.event.PromotionTerms;
import myidc.billing.read.Promotions;
import myidc.billing.read.Promotions.PromotionRow;
import myidc.billing.read.Promotions.UseRow;
import myidc.billing.reconcile.CashDesk;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PromotionId;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Codes that give credit to whoever enters them. */
@Path("/admin/v1/promotions")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PromotionsResource {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int SCOPE_MAX = 20;

    private final Commands commands;
    private final Sequences sequences;
    private final Promotions promotions;
    private final Clock clock;

    PromotionsResource(Commands commands, Sequences sequences, Promotions promotions, Clock clock) {
        this.commands = commands;
        this.sequences = sequences;
        this.promotions = promotions;
        this.clock = clock;
    }

    @GET
    public Page<PromotionJson> list(@BeanParam PageQuery page) {
        return promotions.list(page.ask()).map(this::shown);
    }

    @GET
    @Path("/{id}")
    public PromotionJson one(@PathParam("id") long id) {
        return shown(known(id));
    }

    /** Who has used it, the last one first. */
    @GET
    @Path("/{id}/uses")
    public Page<UseRow> uses(@PathParam("id") long id, @BeanParam PageQuery page) {
        return promotions.uses(known(id).id(), page.ask());
    }

    @POST
    @Staff({Role.FINANCE, Role.OPERATOR})
    public PromotionJson make(PromotionRequest body) {
        PromotionId id = new PromotionId(sequences.next("promotion"));
        String code = Check.text("code", body.code(), 40).toUpperCase(Locale.ROOT);
        return perform(id, new MakePromotion(id, code, body.terms(clock.instant())));
    }

    /** Ends it; what was granted stays. */
    @POST
    @Path("/{id}/end")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public PromotionJson end(@PathParam("id") long id) {
        PromotionId promotion = known(id).id();
        return perform(promotion, new EndPromotion(promotion));
    }

    private PromotionJson perform(PromotionId id, PromotionCommand command) {
        return commands.perform(() -> commands.send(command), () -> shown(known(id.value())));
    }

    private PromotionRow known(long id) {
        return promotions
                .find(new PromotionId(id))
                .orElseThrow(() -> Refused.because(BillingRefusal.PROMOTION_NOT_FOUND, "There is no promotion " + id));
    }

    private PromotionJson shown(PromotionRow row) {
        return PromotionJson.of(row, clock.instant());
    }

    /** What a promotion is to be; without a beginning it begins now. */
    public record PromotionRequest(
            @Nullable String code,
            @Nullable String name,
            @Nullable String currency,
            @Nullable BigDecimal amount,
            @Nullable List<String> scope,
            @Nullable BigDecimal monthlyCap,
            @Nullable Integer creditDays,
            @Nullable Integer usesMax,
            @Nullable Instant from,
            @Nullable Instant until) {
        PromotionTerms terms(Instant now) {
            Currency money = currency(Check.matches("currency", currency, CURRENCY, "must be three capitals"));
            List<String> words = scope == null ? List.of() : scope;
            if (words.size() > SCOPE_MAX) {
                throw Refused.field(CommonRefusal.INVALID_FIELD, "scope", "scope must name at most " + SCOPE_MAX);
            }
            words.forEach(
                    word -> Check.matches("scope", word, WORD, "must name charges' first words, such as instance"));
            return new PromotionTerms(
                    Check.text("name", name, 100),
                    money.getCurrencyCode(),
                    CashDesk.amount("amount", Check.present("amount", amount), money),
                    words,
                    monthlyCap == null ? null : CashDesk.amount("monthlyCap", monthlyCap, money),
                    creditDays,
                    usesMax,
                    from == null ? now : from,
                    until);
        }

        private static Currency currency(String code) {
            try {
                return Currency.getInstance(code);
            } catch (IllegalArgumentException e) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD, "currency", "currency must be an ISO 4217 code of three capitals");
            }
        }
    }

    /** A promotion as staff see it. */
    public record PromotionJson(
            long id,
            String code,
            String name,
            MoneyJson amount,
            List<String> scope,
            @Nullable MoneyJson monthlyCap,
            @Nullable Integer creditDays,
            @Nullable Integer usesMax,
            int uses,
            Instant from,
            @Nullable Instant until,
            @Nullable Instant endedAt,
            State state) {
        static PromotionJson of(PromotionRow row, Instant now) {
            PromotionTerms terms = row.terms();
            BigDecimal cap = terms.monthlyCap();
            return new PromotionJson(
                    row.id().value(),
                    row.code(),
                    terms.name(),
                    money(terms.amount(), terms.currency()),
                    terms.scope(),
                    cap == null ? null : money(cap, terms.currency()),
                    terms.creditDays(),
                    terms.usesMax(),
                    row.uses(),
                    terms.from(),
                    terms.until(),
                    row.endedAt(),
                    state(row, now));
        }

        private static State state(PromotionRow row, Instant now) {
            Instant until = row.terms().until();
            Integer most = row.terms().usesMax();
            if (row.endedAt() != null || (until != null && !now.isBefore(until))) {
                return State.ENDED;
            }
            if (most != null && row.uses() >= most) {
                return State.USED_UP;
            }
            return now.isBefore(row.terms().from()) ? State.TO_COME : State.ACTIVE;
        }

        private static MoneyJson money(BigDecimal amount, String currency) {
            return MoneyJson.of(new Money(amount, Currency.getInstance(currency)));
        }
    }

    /** Whether a code gives anything now. */
    public enum State {
        TO_COME,
        ACTIVE,
        USED_UP,
        ENDED
    }
}
