package myidc.api.tenant.account;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.WireTime;
import myidc.billing.read.Purses;
import myidc.billing.read.Purses.PaymentRow;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;

/** Payments that arrived for the account, in its own currency whatever the contract calls the figure. */
@Path("/{api:v4|v4beta}/account/payments")
@TenantScope("account:read_only")
public final class PaymentsResource {
    private static final int PAYMENTS_MAX = 10_000;
    private static final Attributes<PaymentRow> ATTRIBUTES = new Attributes<PaymentRow>()
            .with("id", Kind.NUMBER, PaymentRow::id)
            .with("date", Kind.TIME, PaymentRow::recordedAt)
            .with("usd", Kind.NUMBER, payment -> payment.amount().amount());

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Purses purses;

    PaymentsResource(CurrentCaller callers, GrantGuard guard, Purses purses) {
        this.callers = callers;
        this.guard = guard;
        this.purses = purses;
    }

    @GET
    public Listed<PaymentJson> list(@BeanParam ListQuery query) {
        guard.mayReadAccount();
        return ATTRIBUTES.page(all(), query, PaymentJson::of);
    }

    @GET
    @Path("/{id}")
    public PaymentJson one(@PathParam("id") long id) {
        guard.mayReadAccount();
        return purses.payment(id)
                .filter(payment -> payment.tenantId().equals(callers.get().ownTenant()))
                .map(PaymentJson::of)
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    private List<PaymentRow> all() {
        List<PaymentRow> payments = new ArrayList<>();
        for (int page = 1; payments.size() < PAYMENTS_MAX; page++) {
            Page<PaymentRow> found = purses.payments(callers.get().ownTenant(), new Page.Ask(page, Page.SIZE_MAX));
            payments.addAll(found.data());
            if (page >= found.pages()) {
                break;
            }
        }
        return payments;
    }

    /**
     * Linode's payment object.
     *
     * @param usd the amount in the account's currency, whatever the field is called
     */
    public record PaymentJson(long id, String date, BigDecimal usd) {
        static PaymentJson of(PaymentRow payment) {
            return new PaymentJson(
                    payment.id(),
                    WireTime.text(payment.recordedAt()),
                    payment.amount().amount());
        }
    }
}
