package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import myidc.billing.BillingRefusal;
import myidc.billing.PurseCommand.Incoming;
import myidc.billing.PurseCommand.ReceivePayment;
import myidc.billing.event.PurseEvent.PaymentWay;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.PaymentId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Takes money in for an account, whichever way it came. */
@Singleton
public final class CashDesk {
    private final Commands commands;
    private final Sequences sequences;
    private final Accounts accounts;
    private final InvoiceDesk desk;

    CashDesk(Commands commands, Sequences sequences, Accounts accounts, InvoiceDesk desk) {
        this.commands = commands;
        this.sequences = sequences;
        this.accounts = accounts;
        this.desk = desk;
    }

    /** Takes the payment in, inside the caller's transaction; its number. */
    public PaymentId receive(TenantId tenant, Paid paid) {
        AccountRow account = account(tenant);
        PaymentId id = new PaymentId(sequences.next("payment"));
        commands.send(new ReceivePayment(
                InvoiceDesk.purse(account),
                desk.books(account),
                new Incoming(
                        id,
                        amount("amount", paid.amount(), account.currency()),
                        paid.receivedOn(),
                        paid.way(),
                        paid.reference(),
                        paid.invoice())));
        return id;
    }

    public AccountRow account(TenantId tenant) {
        return accounts.of(tenant)
                .orElseThrow(() -> Refused.field(
                        BillingRefusal.TENANT_UNKNOWN, "tenantId", "There is no account of tenant " + tenant.value()));
    }

    /** An amount in whole minor units of the account's currency. */
    public static BigDecimal amount(String field, BigDecimal amount, Currency currency) {
        try {
            return new Money(amount, currency).amount();
        } catch (IllegalArgumentException e) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, String.valueOf(e.getMessage()));
        }
    }

    /** Money as it came. */
    public record Paid(
            BigDecimal amount,
            LocalDate receivedOn,
            PaymentWay way,
            String reference,
            @Nullable InvoiceId invoice) {}
}
