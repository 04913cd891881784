package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import myidc.api.PurseJson.PaymentJson;
import myidc.billing.read.Purses;
import myidc.billing.reconcile.CashDesk;
import myidc.platform.axon.Commands;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Role;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Payments as finance enters them by hand. */
@Path("/admin/v1/payments")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PaymentsResource {
    private final Commands commands;
    private final Purses purses;
    private final CashDesk cash;
    private final PurseDeeds deeds;

    PaymentsResource(Commands commands, Purses purses, CashDesk cash, PurseDeeds deeds) {
        this.commands = commands;
        this.purses = purses;
        this.cash = cash;
        this.deeds = deeds;
    }

    @GET
    public Page<PaymentJson> list(@QueryParam("tenantId") @Nullable Long tenantId, @BeanParam PageQuery page) {
        return purses.payments(tenantId == null ? null : new TenantId(tenantId), page.ask())
                .map(PaymentJson::of);
    }

    @GET
    @Path("/{id}")
    public PaymentJson one(@PathParam("id") long id) {
        return PaymentJson.of(deeds.payment(id));
    }

    /** Enters a payment: it settles the named invoice, or the oldest first. */
    @POST
    @Staff({Role.FINANCE, Role.OPERATOR})
    public PaymentJson receive(PaymentRequest body) {
        TenantId tenant = new TenantId(Check.range("tenantId", body.tenantId(), 1L, Long.MAX_VALUE));
        var paid = PurseDeeds.paid(
                body.amount(), body.receivedOn(), new PurseDeeds.Named(body.reference(), body.invoiceId()));
        return commands.perform(() -> cash.receive(tenant, paid), id -> one(id.value()));
    }

    /** Notes that the bank or the payer took it back; what it had settled is owed again. */
    @POST
    @Path("/{id}/return")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public PaymentJson giveBack(@PathParam("id") long id, ReturnRequest body) {
        var command = deeds.giveBack(deeds.payment(id), body.reason());
        return commands.perform(() -> commands.send(command), () -> one(id));
    }

    /** A payment as it came. */
    public record PaymentRequest(
            @Nullable Long tenantId,
            @Nullable BigDecimal amount,
            @Nullable String receivedOn,
            @Nullable String reference,
            @Nullable Long invoiceId) {}

    /** Why it went back. */
    public record ReturnRequest(@Nullable String reason) {}
}
