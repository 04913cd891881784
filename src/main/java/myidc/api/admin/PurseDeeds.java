package myidc.api.admin;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import myidc.api.admin.LegalEntitiesResource.EntryRequest;
import myidc.billing.BillingRefusal;
import myidc.billing.LegalEntityCommand.BookEntry;
import myidc.billing.LegalEntityCommand.HandEntry;
import myidc.billing.PurseCommand;
import myidc.billing.PurseCommand.MoveDeposit;
import myidc.billing.PurseCommand.PayOutWallet;
import myidc.billing.PurseCommand.ReturnPayment;
import myidc.billing.PurseCommand.SpendDeposit;
import myidc.billing.PurseCommand.SpendWallet;
import myidc.billing.PurseCommand.WriteOffInvoice;
import myidc.billing.event.BookedSide;
import myidc.billing.event.PurseEvent.PaymentWay;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Purses;
import myidc.billing.read.Purses.PaymentRow;
import myidc.billing.reconcile.CashDesk;
import myidc.billing.reconcile.CashDesk.Paid;
import myidc.billing.reconcile.InvoiceDesk;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.LegalEntityId;
import myidc.shared.id.PaymentId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** What finance does with money, checked and put as commands: the same whether it is done or only tried out. */
@Singleton
final class PurseDeeds {
    private static final int REFERENCE_MAX = 100;
    private static final int REASON_MAX = 300;

    private final Accounts accounts;
    private final Purses purses;
    private final InvoiceDesk desk;

    PurseDeeds(Accounts accounts, Purses purses, InvoiceDesk desk) {
        this.accounts = accounts;
        this.purses = purses;
        this.desk = desk;
    }

    AccountRow account(long tenantId) {
        return accounts.of(new TenantId(tenantId))
                .orElseThrow(() ->
                        Refused.because(BillingRefusal.ACCOUNT_NOT_FOUND, "There is no account of tenant " + tenantId));
    }

    PaymentRow payment(long id) {
        return purses.payment(id)
                .orElseThrow(() -> Refused.because(BillingRefusal.PAYMENT_NOT_FOUND, "There is no payment " + id));
    }

    PurseCommand deposit(AccountRow account, Moved moved) {
        return new MoveDeposit(
                InvoiceDesk.purse(account), desk.books(account), amount(account, moved), reference(moved));
    }

    PurseCommand payOut(AccountRow account, Moved moved) {
        return new PayOutWallet(
                InvoiceDesk.purse(account), desk.books(account), amount(account, moved), reference(moved));
    }

    PurseCommand spendWallet(AccountRow account, @Nullable Long invoice) {
        return new SpendWallet(
                InvoiceDesk.purse(account), desk.books(account), invoice == null ? null : new InvoiceId(invoice));
    }

    PurseCommand spendDeposit(AccountRow account, @Nullable Long invoice) {
        return new SpendDeposit(InvoiceDesk.purse(account), desk.books(account), named(invoice));
    }

    PurseCommand writeOff(AccountRow account, @Nullable Long invoice, @Nullable String reason) {
        return new WriteOffInvoice(
                InvoiceDesk.purse(account),
                desk.books(account),
                named(invoice),
                Check.text("reason", reason, REASON_MAX));
    }

    PurseCommand giveBack(PaymentRow payment, @Nullable String reason) {
        AccountRow account = account(payment.tenantId().value());
        return new ReturnPayment(
                InvoiceDesk.purse(account),
                desk.books(account),
                new PaymentId(payment.id()),
                Check.text("reason", reason, REASON_MAX));
    }

    static Paid paid(@Nullable BigDecimal amount, @Nullable String receivedOn, Named named) {
        return new Paid(
                Check.present("amount", amount),
                LegalEntitiesResource.day("receivedOn", receivedOn),
                PaymentWay.MANUAL,
                Check.text("reference", named.reference(), REFERENCE_MAX),
                named.invoice() == null ? null : new InvoiceId(named.invoice()));
    }

    static BookEntry entry(LegalEntityId entity, EntryRequest body) {
        return new BookEntry(
                entity,
                new HandEntry(
                        Check.text("reference", body.reference(), 60),
                        LegalEntitiesResource.day("bookedOn", body.bookedOn()),
                        Check.text("currency", body.currency(), 3),
                        Check.text("words", body.words(), REASON_MAX),
                        Check.present("sides", body.sides()).stream()
                                .map(side -> new BookedSide(
                                        Check.text("sides", side.account(), 200),
                                        Check.present("sides", side.amount())))
                                .toList()));
    }

    static BigDecimal amount(AccountRow account, String field, @Nullable BigDecimal amount) {
        return CashDesk.amount(field, Check.present(field, amount), account.currency());
    }

    private static BigDecimal amount(AccountRow account, Moved moved) {
        return amount(account, "amount", moved.amount());
    }

    private static String reference(Moved moved) {
        return Check.text("reference", moved.reference(), REFERENCE_MAX);
    }

    private static InvoiceId named(@Nullable Long invoice) {
        return new InvoiceId(Check.present("invoiceId", invoice));
    }

    /** Money and the mark it bears, as they came. */
    record Moved(@Nullable BigDecimal amount, @Nullable String reference) {}

    /** What names a payment, and the invoice it is for. */
    record Named(@Nullable String reference, @Nullable Long invoice) {}
}
