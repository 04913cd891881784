package myidc.billing;

import static myidc.billing.IssuedInvoices.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import myidc.billing.AccountCommand.SetInternal;
import myidc.billing.LegalEntityCommand.CloseBooks;
import myidc.billing.LegalEntityCommand.ReopenBooks;
import myidc.billing.event.PurseEvent.PaymentWay;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.reconcile.CashDesk.Paid;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import myidc.shared.time.BillingMonth;
import org.junit.jupiter.api.Test;

/** Documents from the draft to the credit note, with a ledger that agrees at every step. */
@QuarkusTest
class MoneyStoryTest extends MoneyStory {
    @Test
    void taxesGoByTheirDayAndTheirChargeAndSumPerRate() {
        Books books = entity(false);
        tax(books, "*", "0.06", "2026-01-01");
        tax(books, "rack", "0.09", "2026-01-01");
        tax(books, "rack", "0.13", "2026-06-01");
        AccountRow account = account(books);

        InvoiceId id = trial.billed(
                account,
                JUNE,
                List.of(usage(1, JUNE, 10, "0.33", "a"), usage(2, JUNE, 10, "0.33", "b"), rack(3, JUNE, "100.05")),
                false);

        InvoiceRow invoice = found(id);
        assertThat(invoice.tax().amount()).isEqualByComparingTo("13.05");
        assertThat(invoices.allLines(id).stream().map(line -> line.tax().toPlainString()))
                .containsExactly("0.02", "0.02", "13.01");
        assertThat(documents.paper(id).orElseThrow().taxes())
                .extracting(group ->
                        group.rate().toPlainString() + " " + group.tax().toPlainString())
                .containsExactly("0.06 0.04", "0.13 13.01");
    }

    @Test
    void aReviewedInvoiceHasNoNumberUntilItIsIssuedAndHoldsTheNextMonthBack() {
        Books books = entity(true);
        AccountRow account = account(books);
        InvoiceId id = trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "5.00", "a")), false);

        assertThat(invoices.find(null, id)).isEmpty();
        assertThat(ledgerOf(account)).isEqualTo("receivable 0 wallet 0");
        assertThatThrownBy(() -> trial.closed(again(account), JUNE.plusMonths(1)))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.refusal()).isEqualTo(BillingRefusal.DRAFT_AWAITS_REVIEW));

        commands.perform(() -> desk.issue(documents.draft(id).orElseThrow()), () -> Boolean.TRUE);

        int year = found(id).issuedAt().atZone(BillingMonth.DEFAULT_ZONE).getYear();
        assertThat(found(id).number()).isEqualTo(books.code() + "/" + year + "/0001");
        assertThat(found(id).state()).isEqualTo("ISSUED");
        assertThat(documents.draft(id)).isEmpty();
        assertThat(ledgerOf(account)).isEqualTo("receivable 5.00 wallet 0");
    }

    @Test
    void sixtyFourClientsGetNumbersWithoutAGap() throws Exception {
        Books books = entity(false);
        List<AccountRow> all = new ArrayList<>();
        for (int n = 0; n < 64; n++) {
            all.add(account(books));
        }
        List<Callable<InvoiceId>> work = new ArrayList<>();
        for (AccountRow account : all) {
            work.add(() -> trial.billed(account, JUNE, List.of(usage(1, JUNE, 1, "1.00", "a")), false));
        }
        try (ExecutorService clients = Executors.newFixedThreadPool(64)) {
            for (Future<InvoiceId> done : clients.invokeAll(work)) {
                assertThat(done).succeedsWithin(java.time.Duration.ofMinutes(2));
            }
        }

        assertThat(sql.rows(
                        "select serial from invoice_view where entity = ? order by serial",
                        row -> row.getLong(1),
                        books.code()))
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.rangeClosed(1, 64).boxed().toList());
    }

    @Test
    void aCreditNoteTakesBackTheStoredAmountsOnce() {
        Books books = entity(false);
        tax(books, "*", "0.06", "2026-01-01");
        AccountRow account = account(books);
        InvoiceId id = trial.billed(
                account, JUNE, List.of(usage(1, JUNE, 1, "0.08", "a"), usage(2, JUNE, 1, "10.00", "b")), false);
        pay(account, "10.68", "ALL", id);

        credit(id, List.of(2));

        var note = documents.creditNotes(null, id, new Page.Ask(1, 10)).data().getFirst();
        assertThat(note.invoiceNumber()).isEqualTo(found(id).number());
        assertThat(note.total().amount()).isEqualByComparingTo("10.60");
        assertThat(purse(account)).isEqualTo("10.60");
        assertThat(ledgerOf(account)).isEqualTo("receivable 0.00 wallet 10.60");
        assertThatThrownBy(() -> credit(id, List.of(2))).isInstanceOf(Refused.class);
        credit(id, List.of());
        assertThat(balanceOf("revenues:instance", account)).isEqualTo("0.00");
        assertThat(balanceOf("liabilities:tax:" + books.code(), account)).isEqualTo("0.00");
    }

    @Test
    void anInternalDepartmentGetsAStatementWithoutTaxAndOwesNothing() {
        Books books = entity(false);
        tax(books, "*", "0.06", "2026-01-01");
        AccountRow account = account(books);
        commands.send(new SetInternal(account.id(), true));

        InvoiceId id = trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "30.00", "a")), false);

        assertThat(found(id).state()).isEqualTo("SHOWBACK");
        assertThat(found(id).tax().signum()).isZero();
        assertThat(found(id).entity()).isEqualTo(books.code() + "-SB");
        assertThat(ledgerOf(account)).isEqualTo("receivable 0 wallet 0");
        assertThat(balanceOf("assets:internal:" + account.tenantId().text(), account))
                .isEqualTo("30.00");
    }

    @Test
    void nothingIsBookedInAClosedMonthUntilItIsOpenedAgain() {
        Books books = entity(false);
        AccountRow account = account(books);
        commands.send(new CloseBooks(books.id(), JUNE));

        assertThatThrownBy(() -> commands.perform(
                        () -> cash.receive(
                                account.tenantId(),
                                new Paid(
                                        dec("1"),
                                        JUNE.atDay(15),
                                        PaymentWay.MANUAL,
                                        "CLOSED" + account.id().value(),
                                        null)),
                        done -> done))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.refusal()).isEqualTo(BillingRefusal.BOOKS_CLOSED));
        assertThatThrownBy(() -> commands.send(entry(books, "E-1", "5", "-5"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> commands.send(new CloseBooks(books.id(), JUNE.plusMonths(2))))
                .isInstanceOf(Refused.class);

        commands.send(new ReopenBooks(books.id(), JUNE, "audit"));
        commands.send(entry(books, "E-1", "5", "-5"));

        assertThatThrownBy(() -> commands.send(entry(books, "E-1", "5", "-5"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> commands.send(entry(books, "E-2", "5", "-4")))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.refusal()).isEqualTo(BillingRefusal.ENTRY_UNBALANCED));
    }

    @Test
    void everyGroupOfTheLedgerSumsToZero() {
        assertThat(sql.count("select count(*) from (select 1 from posting group by cause, currency"
                        + " having sum(amount) <> 0) as broken"))
                .isZero();
        assertThat(ledger.sums(null)).allSatisfy(sum -> assertThat(sum.signum()).isZero());
    }
}
