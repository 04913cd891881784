package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import myidc.billing.PurseCommand.Books;
import myidc.billing.PurseCommand.CreditReceivable;
import myidc.billing.PurseCommand.ExpireCredits;
import myidc.billing.PurseCommand.GrantCredit;
import myidc.billing.PurseCommand.Incoming;
import myidc.billing.PurseCommand.MarkOverdue;
import myidc.billing.PurseCommand.MoveDeposit;
import myidc.billing.PurseCommand.NoteAccrued;
import myidc.billing.PurseCommand.OpenReceivable;
import myidc.billing.PurseCommand.PayOutWallet;
import myidc.billing.PurseCommand.ReceivePayment;
import myidc.billing.PurseCommand.ReturnPayment;
import myidc.billing.PurseCommand.SetWalletTerms;
import myidc.billing.PurseCommand.SpendDeposit;
import myidc.billing.PurseCommand.SpendWallet;
import myidc.billing.PurseCommand.TakeDunningStep;
import myidc.billing.PurseCommand.WriteOffInvoice;
import myidc.billing.event.PurseEvent.CreditExpired;
import myidc.billing.event.PurseEvent.CreditGranted;
import myidc.billing.event.PurseEvent.DepositMoved;
import myidc.billing.event.PurseEvent.DunningAction;
import myidc.billing.event.PurseEvent.DunningStepTaken;
import myidc.billing.event.PurseEvent.Means;
import myidc.billing.event.PurseEvent.PaymentReceived;
import myidc.billing.event.PurseEvent.PaymentReturned;
import myidc.billing.event.PurseEvent.ReceivableFellDue;
import myidc.billing.event.PurseEvent.ReceivableOpened;
import myidc.billing.event.PurseEvent.ServiceStopped;
import myidc.billing.event.PurseEvent.StopCause;
import myidc.billing.event.PurseEvent.WalletMoved;
import myidc.billing.event.PurseEvent.WalletPaidOut;
import myidc.billing.event.PurseEvent.WalletRanLow;
import myidc.billing.event.PurseEvent.WalletTermsSet;
import myidc.platform.db.Claims;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;

/** A purse: open invoices, money in hand, credits and deposit of one account, so that nothing is settled twice. */
final class Purse extends PurseBooks {
    Purse() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(OpenReceivable command, Clock clock) {
        PurseCommand.Receivable receivable = command.receivable();
        long invoice = receivable.invoiceId().value();
        if (known.contains(invoice) || receivable.total().signum() == 0) {
            return;
        }
        Books books = command.books();
        if (receivable.total().signum() < 0) {
            apply(new WalletMoved(
                    command.purseId(),
                    books.currency(),
                    receivable.invoiceId().text(),
                    receivable.total().negate(),
                    wallet.subtract(receivable.total())));
            return;
        }
        apply(new ReceivableOpened(
                command.purseId(),
                receivable.invoiceId(),
                books.entity(),
                books.currency(),
                receivable.month(),
                receivable.total(),
                receivable.dueOn(),
                receivable.charges()));
        useCredits(books, invoice, clock.instant());
        spend(books, invoice);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ReceivePayment command, Claims claims, ClosedBooks closed) {
        Books books = command.books();
        Incoming payment = command.payment();
        if (payment.amount().signum() <= 0) {
            throw Refused.field(BillingRefusal.AMOUNT_NOT_POSITIVE, "amount", "amount must be above 0");
        }
        if (payment.receivedOn().isAfter(books.today())) {
            throw Refused.field(BillingRefusal.DAY_TO_COME, "receivedOn", "receivedOn must not be after today");
        }
        closed.refuse(books.entity(), payment.receivedOn(), "receivedOn");
        InvoiceId named = payment.invoice();
        if (named != null) {
            owed(named);
        }
        claims.take(
                new Claims.Claim(
                        "billing.payment",
                        books.entity() + "/" + payment.way() + "/" + payment.reference(),
                        "reference"),
                payment.paymentId().text(),
                BillingRefusal.PAID_ALREADY);
        apply(new PaymentReceived(
                command.purseId(),
                payment.paymentId(),
                books.entity(),
                books.currency(),
                payment.amount(),
                payment.receivedOn(),
                payment.way(),
                payment.reference()));
        BigDecimal left = payment.amount();
        String source = payment.paymentId().text();
        List<Long> order = named == null ? oldestFirst() : List.of(named.value());
        for (long invoice : order) {
            left = left.subtract(
                    reduce(books, new Settling(invoice, Means.PAYMENT, source, left, payment.receivedOn())));
        }
        if (left.signum() > 0) {
            apply(new WalletMoved(command.purseId(), books.currency(), source, left, wallet.add(left)));
        }
        afterMoney(books);
    }

    @CommandHandler
    void decide(ReturnPayment command, ClosedBooks closed) {
        Books books = command.books();
        List<Allocation> allocations = payments.get(command.paymentId().value());
        if (allocations == null) {
            throw Refused.because(BillingRefusal.PAYMENT_NOT_FOUND, "There is no such payment of this account");
        }
        closed.refuse(books.entity(), books.today(), "paymentId");
        BigDecimal total = allocations.stream().map(Allocation::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        String source = command.paymentId().text();
        apply(new PaymentReturned(
                command.purseId(),
                command.paymentId(),
                books.entity(),
                books.currency(),
                total,
                books.today(),
                command.reason()));
        for (Allocation part : allocations) {
            if (part.invoice() == 0) {
                apply(new WalletMoved(
                        command.purseId(),
                        books.currency(),
                        source,
                        part.amount().negate(),
                        wallet.subtract(part.amount())));
            } else {
                reopen(books, part, source);
            }
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CreditReceivable command) {
        Books books = command.books();
        BigDecimal left = command.amount()
                .subtract(reduce(
                        books,
                        new Settling(
                                command.invoiceId().value(),
                                Means.CREDIT_NOTE,
                                command.source(),
                                command.amount(),
                                books.today())));
        if (left.signum() > 0) {
            apply(new WalletMoved(command.purseId(), books.currency(), command.source(), left, wallet.add(left)));
        }
        afterMoney(books);
    }

    @CommandHandler
    void decide(WriteOffInvoice command) {
        Owed owed = owed(command.invoiceId());
        reduce(
                command.books(),
                new Settling(
                        owed.invoice(),
                        Means.WRITE_OFF,
                        command.reason(),
                        owed.open(),
                        command.books().today()));
        afterMoney(command.books());
    }

    @CommandHandler
    void decide(SpendWallet command) {
        InvoiceId named = command.invoiceId();
        if (wallet.signum() <= 0) {
            throw Refused.because(BillingRefusal.WALLET_SHORT, "The wallet holds " + wallet.toPlainString());
        }
        for (long invoice : named == null ? oldestFirst() : List.of(owed(named).invoice())) {
            spend(command.books(), invoice);
        }
        afterMoney(command.books());
    }

    @CommandHandler
    void decide(PayOutWallet command) {
        Books books = command.books();
        positive(command.amount());
        if (command.amount().compareTo(wallet) > 0) {
            throw Refused.field(
                    BillingRefusal.WALLET_SHORT,
                    "amount",
                    "The wallet holds " + wallet.toPlainString() + " " + books.currency());
        }
        apply(new WalletPaidOut(
                command.purseId(),
                books.entity(),
                books.currency(),
                command.amount(),
                wallet.subtract(command.amount()),
                books.today(),
                command.reference()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(SetWalletTerms command) {
        apply(new WalletTermsSet(command.purseId(), command.lowAt(), command.stopWhenEmpty()));
        if (!command.stopWhenEmpty()) {
            resume(StopCause.PREPAID);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(NoteAccrued command) {
        BigDecimal available = wallet.subtract(command.accrued());
        BigDecimal mark = lowAt;
        if (mark != null && !low && available.compareTo(mark) <= 0) {
            apply(new WalletRanLow(command.purseId(), command.books().currency(), available, mark));
        }
        if (stopWhenEmpty && available.signum() <= 0) {
            if (!stopped.contains(StopCause.PREPAID)) {
                apply(new ServiceStopped(command.purseId(), StopCause.PREPAID));
            }
        } else {
            resume(StopCause.PREPAID);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(GrantCredit command) {
        PurseCommand.Grant grant = command.grant();
        positive(grant.amount());
        apply(new CreditGranted(
                command.purseId(),
                granted + 1,
                grant.name(),
                command.books().currency(),
                grant.amount(),
                grant.scope(),
                grant.monthlyCap(),
                grant.expiresAt()));
    }

    @CommandHandler
    void decide(ExpireCredits command, Clock clock) {
        Instant now = clock.instant();
        List.copyOf(credits.values()).stream()
                .filter(credit -> credit.left().signum() > 0 && credit.expired(now))
                .forEach(credit -> apply(new CreditExpired(command.purseId(), credit.number(), credit.left())));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(MoveDeposit command) {
        Books books = command.books();
        BigDecimal balance = deposit.add(command.amount());
        if (command.amount().signum() == 0) {
            throw Refused.field(BillingRefusal.AMOUNT_NOT_POSITIVE, "amount", "amount must not be 0");
        }
        if (balance.signum() < 0) {
            throw Refused.field(
                    BillingRefusal.DEPOSIT_SHORT,
                    "amount",
                    "The deposit is " + deposit.toPlainString() + " " + books.currency());
        }
        apply(new DepositMoved(
                command.purseId(),
                books.entity(),
                books.currency(),
                command.amount(),
                balance,
                books.today(),
                command.reference()));
    }

    @CommandHandler
    void decide(SpendDeposit command) {
        Owed owed = owed(command.invoiceId());
        if (deposit.signum() <= 0) {
            throw Refused.because(BillingRefusal.DEPOSIT_SHORT, "There is no deposit");
        }
        reduce(
                command.books(),
                new Settling(
                        owed.invoice(),
                        Means.DEPOSIT,
                        "deposit",
                        deposit,
                        command.books().today()));
        afterMoney(command.books());
    }

    @CommandHandler
    void decide(MarkOverdue command) {
        Books books = command.books();
        List<Owed> newly = open.values().stream()
                .filter(owed -> owed.overdue(books.today()) && !fallenDue.contains(owed.invoice()))
                .toList();
        newly.forEach(owed -> apply(new ReceivableFellDue(
                command.purseId(), new InvoiceId(owed.invoice()), books.currency(), owed.open(), owed.dueOn())));
    }

    @CommandHandler
    void decide(TakeDunningStep command) {
        Books books = command.books();
        List<Owed> overdue = open.values().stream()
                .filter(owed -> owed.overdue(books.today()))
                .toList();
        if (overdue.isEmpty() || command.step() <= dunningStep) {
            throw Refused.because(BillingRefusal.NOTHING_TO_DUN, "Nothing is overdue, or the step was taken");
        }
        apply(new DunningStepTaken(
                command.purseId(),
                command.step(),
                command.action(),
                books.currency(),
                overdue.stream().map(Owed::open).reduce(BigDecimal.ZERO, BigDecimal::add),
                overdue.stream().map(owed -> new InvoiceId(owed.invoice())).toList()));
        if (command.action() == DunningAction.SUSPEND && !stopped.contains(StopCause.DUNNING)) {
            apply(new ServiceStopped(command.purseId(), StopCause.DUNNING));
        }
    }
}
