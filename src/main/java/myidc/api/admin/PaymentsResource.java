package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.LocalDate;
import myidc.api.PurseJson.PaymentJson;
import myidc.billing.BillingRefusal;
import myidc.billing.PurseCommand.ReturnPayment;
import myidc.billing.event.PurseEvent.PaymentWay;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Purses;
import myidc.billing.read.Purses.PaymentRow;
import myidc.billing.reconcile.CashDesk;
import myidc.billing.reconcile.CashDesk.Paid;
import myidc.billing.reconcile.InvoiceDesk;
import myidc.platform.axon.Commands;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.PaymentId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Payments as finance enters them by hand. */
@Path("/admin/v1/payments")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PaymentsResource {
    private final Commands commands;
    private final Purses purses;
    private final CashDesk cash;
    private final InvoiceDesk desk;

    PaymentsResource(Commands commands, Purses purses, CashDesk cash, InvoiceDesk desk) {
        this.commands = commands;
        this.purses = purses;
        this.cash = cash;
        this.desk = desk;
    }

    @GET
    public Page<PaymentJson> list(@QueryParam("tenantId") @Nullable Long tenantId, @BeanParam PageQuery page) {
        return purses.payments(tenantId == null ? null : new TenantId(tenantId), page.ask())
                .map(PaymentJson::of);
    }

    @GET
    @Path("/{id}")
    public PaymentJson one(@PathParam("id") long id) {
        return PaymentJson.of(known(id));
    }

    /** Enters a payment: it settles the named invoice, or the oldest first. */
    @POST
    @Staff({Role.FINANCE, Role.OPERATOR})
    public PaymentJson receive(PaymentRequest body) {
        TenantId tenant = new TenantId(Check.range("tenantId", body.tenantId(), 1L, Long.MAX_VALUE));
        BigDecimal amount = Check.present("amount", body.amount());
        LocalDate day = LegalEntitiesResource.day("receivedOn", body.receivedOn());
        String reference = Check.text("reference", body.reference(), 100);
        InvoiceId invoice = body.invoiceId() == null ? null : new InvoiceId(body.invoiceId());
        return commands.perform(
                () -> cash.receive(tenant, new Paid(amount, day, PaymentWay.MANUAL, reference, invoice)),
                id -> one(id.value()));
    }

    /** Notes that the bank or the payer took it back; what it had settled is owed again. */
    @POST
    @Path("/{id}/return")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public PaymentJson giveBack(@PathParam("id") long id, ReturnRequest body) {
        PaymentRow payment = known(id);
        String reason = Check.text("reason", body.reason(), 300);
        AccountRow account = cash.account(payment.tenantId());
        return commands.perform(
                () -> commands.send(
                        new ReturnPayment(InvoiceDesk.purse(account), desk.books(account), new PaymentId(id), reason)),
                () -> one(id));
    }

    private PaymentRow known(long id) {
        return purses.payment(id)
                .orElseThrow(() -> Refused.because(BillingRefusal.PAYMENT_NOT_FOUND, "There is no payment " + id));
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
