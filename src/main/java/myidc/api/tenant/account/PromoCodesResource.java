package myidc.api.tenant.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import myidc.api.tenant.wire.GrantGuard;
import myidc.billing.reconcile.PromotionDesk;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import org.jspecify.annotations.Nullable;

/** Codes that give the account credit. */
@Path("/{api:v4|v4beta}/account/promo-codes")
@TenantScope("account:read_write")
public final class PromoCodesResource {
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final PromotionDesk desk;

    PromoCodesResource(CurrentCaller callers, GrantGuard guard, PromotionDesk desk) {
        this.callers = callers;
        this.guard = guard;
        this.desk = desk;
    }

    @POST
    public PromoJson enter(CodeRequest body) {
        guard.mayChangeAccount();
        return PromoJson.of(desk.redeem(callers.get().ownTenant(), Check.text("promo_code", body.promoCode(), 40)));
    }

    /** Body of POST /account/promo-codes. */
    public record CodeRequest(
            @JsonProperty("promo_code") @Nullable String promoCode) {}
}
