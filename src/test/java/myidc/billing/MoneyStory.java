package myidc.billing;

import static myidc.billing.IssuedInvoices.usage;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import myidc.billing.LegalEntityCommand.BookEntry;
import myidc.billing.LegalEntityCommand.EnterLegalEntity;
import myidc.billing.LegalEntityCommand.HandEntry;
import myidc.billing.LegalEntityCommand.SetTaxRate;
import myidc.billing.PurseCommand.Grant;
import myidc.billing.PurseCommand.GrantCredit;
import myidc.billing.event.BookedSide;
import myidc.billing.event.EntityTerms;
import myidc.billing.event.InvoiceLine;
import myidc.billing.event.PurseEvent.PaymentWay;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Documents;
import myidc.billing.read.Invoices;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.read.Ledger;
import myidc.billing.read.Purses;
import myidc.billing.reconcile.CashDesk;
import myidc.billing.reconcile.CashDesk.Paid;
import myidc.billing.reconcile.DeskTrial;
import myidc.billing.reconcile.InvoiceDesk;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.LegalEntityId;
import myidc.shared.id.PaymentId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Rounding;

/** Sentences of stories about documents and money. */
class MoneyStory {
    static final YearMonth JUNE = YearMonth.parse("2026-06");

    @Inject
    Commands commands;

    @Inject
    Sequences sequences;

    @Inject
    DeskTrial trial;

    @Inject
    InvoiceDesk desk;

    @Inject
    CashDesk cash;

    @Inject
    Accounts accounts;

    @Inject
    Invoices invoices;

    @Inject
    Documents documents;

    @Inject
    Purses purses;

    @Inject
    Ledger ledger;

    @Inject
    Sql sql;

    BookEntry entry(Books books, String reference, String debit, String credit) {
        return new BookEntry(
                books.id(),
                new HandEntry(
                        reference,
                        JUNE.atDay(30),
                        "CNY",
                        "Accrued power",
                        List.of(
                                new BookedSide("expenses:power", dec(debit)),
                                new BookedSide("liabilities:accrued", dec(credit)))));
    }

    Books entity(boolean reviewed) {
        LegalEntityId id = new LegalEntityId(sequences.next("entity"));
        String code = "E" + id.value();
        commands.send(new EnterLegalEntity(
                id,
                code,
                new EntityTerms(
                        "Cloud Ltd",
                        "91310000MA1K",
                        "Shanghai",
                        "Bank 1",
                        "CNY",
                        Rounding.HALF_UP,
                        reviewed ? "{entity}/{year}/{serial:4}" : "{entity}-{serial:6}",
                        15,
                        reviewed)));
        return new Books(id, code);
    }

    void tax(Books books, String charge, String rate, String from) {
        commands.send(new SetTaxRate(books.id(), charge, "VAT", dec(rate), LocalDate.parse(from)));
    }

    AccountRow account(Books books) {
        TenantId tenant = new TenantId(600_000_000L + sequences.next("invoicerun"));
        return trial.opened(tenant, books.code());
    }

    AccountRow again(AccountRow account) {
        return accounts.find(account.id()).orElseThrow();
    }

    PaymentId pay(AccountRow account, String amount, String reference, InvoiceId invoice) {
        return commands.perform(
                () -> cash.receive(
                        account.tenantId(),
                        new Paid(
                                dec(amount),
                                desk.books(account).today(),
                                PaymentWay.MANUAL,
                                reference + account.id().value(),
                                invoice)),
                id -> id);
    }

    void credit(InvoiceId id, List<Integer> lines) {
        commands.perform(() -> desk.credit(found(id), lines, "wrong plan"), () -> Boolean.TRUE);
    }

    void grant(AccountRow account, Grant grant) {
        commands.send(new GrantCredit(InvoiceDesk.purse(account), desk.books(account), grant));
    }

    InvoiceRow found(InvoiceId id) {
        return invoices.find(null, id).orElseThrow();
    }

    String purse(AccountRow account) {
        return purses.of(account.id(), account.currency()).wallet().amount().toPlainString();
    }

    String ledgerOf(AccountRow account) {
        String tenant = account.tenantId().text();
        return "receivable " + balanceOf("assets:receivable:" + tenant, account) + " wallet "
                + dec(balanceOf("liabilities:wallet:" + tenant, account)).negate();
    }

    String balanceOf(String code, AccountRow account) {
        return sql.row(
                        "select sum(amount) as s from posting where account = ? and tenant_id = ? having count(*) > 0",
                        row -> row.getBigDecimal("s"),
                        code,
                        account.tenantId().value())
                .map(sum -> sum.setScale(2).toPlainString())
                .orElse("0");
    }

    long factsOf(AccountRow account, String fact) {
        return sql.count(
                "select count(*) from domain_event where aggregate_id = ? and payload_type = ?",
                InvoiceDesk.purse(account).text(),
                fact);
    }

    static InvoiceLine rack(int number, YearMonth month, String amount) {
        InvoiceLine like = usage(number, month, 0, amount, "rack");
        return IssuedInvoices.charged(like, "rack:whole");
    }

    static BigDecimal dec(String amount) {
        return new BigDecimal(amount);
    }

    record Books(LegalEntityId id, String code) {}
}
