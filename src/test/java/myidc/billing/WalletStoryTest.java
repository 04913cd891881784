package myidc.billing;

import static myidc.billing.IssuedInvoices.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import myidc.billing.PurseCommand.Grant;
import myidc.billing.PurseCommand.MarkOverdue;
import myidc.billing.PurseCommand.MoveDeposit;
import myidc.billing.PurseCommand.NoteAccrued;
import myidc.billing.PurseCommand.ReturnPayment;
import myidc.billing.PurseCommand.SetWalletTerms;
import myidc.billing.PurseCommand.SpendDeposit;
import myidc.billing.PurseCommand.TakeDunningStep;
import myidc.billing.PurseCommand.WriteOffInvoice;
import myidc.billing.event.PurseEvent.DunningAction;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.reconcile.InvoiceDesk;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.PaymentId;
import org.junit.jupiter.api.Test;

/** Payments, wallets, credits, deposits and dunning, with a ledger that agrees at every step. */
@QuarkusTest
class WalletStoryTest extends MoneyStory {
    @Test
    void aPaymentSettlesTheOldestFirstAndTheRestStaysInTheWallet() {
        AccountRow account = account(entity(false));
        InvoiceId june = trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "30.00", "a")), false);
        YearMonth next = JUNE.plusMonths(1);
        InvoiceId july = trial.billed(again(account), next, List.of(usage(1, next, 10, "50.00", "a")), false);

        pay(account, "100.00", "R-1", null);

        assertThat(found(june).state()).isEqualTo("PAID");
        assertThat(found(july).state()).isEqualTo("PAID");
        assertThat(purse(account)).isEqualTo("20.00");
        assertThat(ledgerOf(account)).isEqualTo("receivable 0.00 wallet 20.00");

        YearMonth august = next.plusMonths(1);
        InvoiceId third = trial.billed(again(account), august, List.of(usage(1, august, 10, "25.00", "a")), false);

        assertThat(found(third).open().amount()).isEqualByComparingTo("5.00");
        assertThat(purse(account)).isEqualTo("0.00");
    }

    @Test
    void theSamePaymentTwiceIsRefusedAndChangesNothing() {
        AccountRow account = account(entity(false));
        trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "30.00", "a")), false);
        pay(account, "10.00", "TWICE", null);
        String before = ledgerOf(account);

        assertThatThrownBy(() -> pay(account, "10.00", "TWICE", null))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.refusal()).isEqualTo(BillingRefusal.PAID_ALREADY));

        assertThat(ledgerOf(account)).isEqualTo(before).isEqualTo("receivable 20.00 wallet 0.00");
    }

    @Test
    void aReturnedPaymentIsOwedAgain() {
        AccountRow account = account(entity(false));
        InvoiceId id = trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "30.00", "a")), false);
        PaymentId payment = pay(account, "35.00", "BOUNCES", null);

        commands.send(new ReturnPayment(InvoiceDesk.purse(account), desk.books(account), payment, "account closed"));

        assertThat(found(id).state()).isEqualTo("ISSUED");
        assertThat(found(id).open().amount()).isEqualByComparingTo("30");
        assertThat(ledgerOf(account)).isEqualTo("receivable 30.00 wallet 0.00");
        assertThatThrownBy(() -> commands.send(
                        new ReturnPayment(InvoiceDesk.purse(account), desk.books(account), payment, "again")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void creditsAreUsedWithinScopeCapAndTimeOldestExpiryFirst() {
        AccountRow account = account(entity(false));
        grant(account, new Grant("later", dec("100"), List.of(), null, Instant.parse("2099-01-01T00:00:00Z")));
        grant(
                account,
                new Grant("sooner", dec("100"), List.of("rack"), dec("7"), Instant.parse("2098-01-01T00:00:00Z")));

        InvoiceId id =
                trial.billed(account, JUNE, List.of(usage(1, JUNE, 1, "10.00", "a"), rack(2, JUNE, "20.00")), false);

        assertThat(found(id).state()).isEqualTo("PAID");
        assertThat(purses.settlements(id))
                .extracting(part -> part.source() + " " + part.amount().amount())
                .containsExactly("credit-2 7.00", "credit-1 23.00");
        assertThat(balanceOf("expenses:credits-granted:" + account.entity(), account))
                .isEqualTo("30.00");
    }

    @Test
    void whatIsOverdueIsDunnedAndServiceReturnsWithThePayment() {
        AccountRow account = account(entity(false));
        InvoiceId id = trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "30.00", "a")), false);
        var later = new PurseCommand.Books(
                account.entity(), "CNY", found(id).dueOn().plusDays(1));

        commands.send(new MarkOverdue(InvoiceDesk.purse(account), later));
        commands.send(new TakeDunningStep(InvoiceDesk.purse(account), later, 1, DunningAction.SUSPEND));

        assertThat(found(id).state()).isEqualTo("OVERDUE");
        assertThat(purses.of(account.id(), account.currency()).stopped()).isEqualTo("DUNNING");
        assertThatThrownBy(() ->
                        commands.send(new TakeDunningStep(InvoiceDesk.purse(account), later, 1, DunningAction.SUSPEND)))
                .isInstanceOf(Refused.class);

        pay(account, "30.00", "LATE", null);

        assertThat(purses.of(account.id(), account.currency()).stopped()).isNull();
        assertThat(purses.of(account.id(), account.currency()).dunningStep()).isZero();
        assertThat(found(id).state()).isEqualTo("PAID");
    }

    @Test
    void aPrepaidAccountIsWarnedOnceAndStoppedWhenItsMoneyIsUsedUp() {
        AccountRow account = account(entity(false));
        var purse = InvoiceDesk.purse(account);
        pay(account, "100.00", "TOP-UP", null);
        commands.send(new SetWalletTerms(purse, desk.books(account), dec("20"), true));

        commands.send(new NoteAccrued(purse, desk.books(account), dec("85")));
        commands.send(new NoteAccrued(purse, desk.books(account), dec("90")));
        assertThat(purses.of(account.id(), account.currency()).stopped()).isNull();
        commands.send(new NoteAccrued(purse, desk.books(account), dec("100")));

        assertThat(purses.of(account.id(), account.currency()).stopped()).isEqualTo("PREPAID");
        assertThat(factsOf(account, "billing.WalletRanLow")).isEqualTo(1);
        pay(account, "50.00", "TOP-UP-2", null);
        commands.send(new NoteAccrued(purse, desk.books(account), dec("100")));
        assertThat(purses.of(account.id(), account.currency()).stopped()).isNull();
    }

    @Test
    void depositsAndWriteOffsHaveTheirAccounts() {
        AccountRow account = account(entity(false));
        InvoiceId id = trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "30.00", "a")), false);
        var purse = InvoiceDesk.purse(account);
        commands.send(new MoveDeposit(purse, desk.books(account), dec("12.00"), "D-1"));
        commands.send(new SpendDeposit(purse, desk.books(account), id));
        commands.send(new WriteOffInvoice(purse, desk.books(account), id, "bankrupt"));

        assertThat(found(id).state()).isEqualTo("WRITTEN_OFF");
        assertThat(balanceOf("liabilities:deposit:" + account.tenantId().text(), account))
                .isEqualTo("0.00");
        assertThat(balanceOf("expenses:bad-debt:" + account.entity(), account)).isEqualTo("18.00");
        assertThat(ledgerOf(account)).isEqualTo("receivable 0.00 wallet 0");
        assertThatThrownBy(() -> commands.send(new MoveDeposit(purse, desk.books(account), dec("-0.01"), "D-2")))
                .isInstanceOf(Refused.class);
    }
}
