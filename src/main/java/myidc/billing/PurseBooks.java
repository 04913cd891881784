package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import myidc.billing.PurseCommand.Books;
import myidc.billing.event.PurseEvent.CreditExpired;
import myidc.billing.event.PurseEvent.CreditGranted;
import myidc.billing.event.PurseEvent.DepositMoved;
import myidc.billing.event.PurseEvent.DunningEnded;
import myidc.billing.event.PurseEvent.DunningStepTaken;
import myidc.billing.event.PurseEvent.Means;
import myidc.billing.event.PurseEvent.PaymentReceived;
import myidc.billing.event.PurseEvent.PaymentReturned;
import myidc.billing.event.PurseEvent.ReceivableFellDue;
import myidc.billing.event.PurseEvent.ReceivableOpened;
import myidc.billing.event.PurseEvent.ReceivableReduced;
import myidc.billing.event.PurseEvent.ServiceResumed;
import myidc.billing.event.PurseEvent.ServiceStopped;
import myidc.billing.event.PurseEvent.StopCause;
import myidc.billing.event.PurseEvent.WalletMoved;
import myidc.billing.event.PurseEvent.WalletPaidOut;
import myidc.billing.event.PurseEvent.WalletRanLow;
import myidc.billing.event.PurseEvent.WalletTermsSet;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.PurseId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What a purse knows, and how its open items are settled; {@link Purse} decides. */
class PurseBooks {
    @AggregateIdentifier
    @Nullable
    PurseId id;

    final Set<Long> known = new HashSet<>();
    final Map<Long, Owed> open = new TreeMap<>();
    final Set<Long> fallenDue = new HashSet<>();
    final Map<Long, Owed> settled = new HashMap<>();
    final Map<Long, List<Allocation>> payments = new HashMap<>();
    final Map<Integer, Credit> credits = new TreeMap<>();
    BigDecimal wallet = BigDecimal.ZERO;
    BigDecimal deposit = BigDecimal.ZERO;

    @Nullable
    BigDecimal lowAt;

    boolean stopWhenEmpty;
    boolean low;
    int granted;
    int dunningStep;
    final Set<StopCause> stopped = EnumSet.noneOf(StopCause.class);

    PurseBooks() {}

    @EventSourcingHandler
    void evolve(ReceivableOpened fact) {
        id = fact.purseId();
        known.add(fact.invoiceId().value());
        open.put(
                fact.invoiceId().value(),
                new Owed(fact.invoiceId().value(), fact.month(), fact.total(), fact.dueOn(), fact.charges()));
    }

    @EventSourcingHandler
    void evolve(PaymentReceived fact) {
        id = fact.purseId();
        payments.put(fact.paymentId().value(), new ArrayList<>());
    }

    @EventSourcingHandler
    void evolve(PaymentReturned fact) {
        payments.remove(fact.paymentId().value());
    }

    @EventSourcingHandler
    void evolve(ReceivableReduced fact) {
        long invoice = fact.invoiceId().value();
        Owed before = open.containsKey(invoice) ? open.get(invoice) : settled.get(invoice);
        if (before == null) {
            return;
        }
        Owed after = before.less(fact.amount());
        open.remove(invoice);
        settled.remove(invoice);
        (after.open().signum() > 0 ? open : settled).put(invoice, after);
        switch (fact.means()) {
            case PAYMENT -> allocated(fact.source(), new Allocation(invoice, fact.amount()));
            case WALLET -> wallet = wallet.subtract(fact.amount());
            case DEPOSIT -> deposit = deposit.subtract(fact.amount());
            case CREDIT ->
                credits.computeIfPresent(
                        Integer.parseInt(fact.source().substring(Credit.SOURCE.length())),
                        (number, credit) -> credit.usedUp(before.month().toString(), fact.amount()));
            case CREDIT_NOTE, WRITE_OFF -> {}
        }
    }

    @EventSourcingHandler
    void evolve(WalletMoved fact) {
        id = fact.purseId();
        wallet = fact.balance();
        if (fact.source().startsWith("invoice-")) {
            known.add(Long.parseLong(fact.source().substring("invoice-".length())));
        }
        allocated(fact.source(), new Allocation(0, fact.amount()));
        low = low && fact.amount().signum() < 0;
    }

    @EventSourcingHandler
    void evolve(WalletPaidOut fact) {
        wallet = fact.balance();
    }

    @EventSourcingHandler
    void evolve(WalletTermsSet fact) {
        id = fact.purseId();
        lowAt = fact.lowAt();
        stopWhenEmpty = fact.stopWhenEmpty();
        low = false;
    }

    @EventSourcingHandler
    void evolve(WalletRanLow fact) {
        id = fact.purseId();
        low = true;
    }

    @EventSourcingHandler
    void evolve(CreditGranted fact) {
        id = fact.purseId();
        granted = fact.number();
        credits.put(
                fact.number(),
                new Credit(fact.number(), fact.amount(), fact.scope(), fact.monthlyCap(), fact.expiresAt(), Map.of()));
    }

    @EventSourcingHandler
    void evolve(CreditExpired fact) {
        credits.remove(fact.number());
    }

    @EventSourcingHandler
    void evolve(DepositMoved fact) {
        id = fact.purseId();
        deposit = fact.balance();
    }

    @EventSourcingHandler
    void evolve(ReceivableFellDue fact) {
        fallenDue.add(fact.invoiceId().value());
    }

    @EventSourcingHandler
    void evolve(DunningStepTaken fact) {
        dunningStep = fact.step();
    }

    @EventSourcingHandler
    void evolve(DunningEnded fact) {
        dunningStep = 0;
    }

    @EventSourcingHandler
    void evolve(ServiceStopped fact) {
        id = fact.purseId();
        stopped.add(fact.cause());
    }

    @EventSourcingHandler
    void evolve(ServiceResumed fact) {
        stopped.remove(fact.cause());
    }

    void allocated(String source, Allocation part) {
        List<Allocation> parts =
                source.startsWith("payment-") ? payments.get(Long.parseLong(source.substring(8))) : null;
        if (parts != null && part.amount().signum() > 0) {
            parts.add(part);
        }
    }

    Owed owed(InvoiceId invoice) {
        Owed owed = open.get(invoice.value());
        if (owed == null) {
            throw Refused.field(BillingRefusal.NOTHING_OPEN, "invoiceId", "Nothing is open on " + invoice.text());
        }
        return owed;
    }

    List<Long> oldestFirst() {
        return open.values().stream()
                .sorted(Comparator.comparing(Owed::dueOn).thenComparingLong(Owed::invoice))
                .map(Owed::invoice)
                .toList();
    }

    void useCredits(Books books, long invoice, Instant now) {
        List<Credit> order = credits.values().stream()
                .filter(credit -> !credit.expired(now))
                .sorted(Comparator.comparing(
                                Credit::expiresAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                        .thenComparingInt(Credit::number))
                .toList();
        for (Credit credit : order) {
            Owed owed = open.get(invoice);
            if (owed == null) {
                return;
            }
            reduce(books, new Settling(invoice, Means.CREDIT, credit.source(), credit.usableFor(owed), books.today()));
        }
    }

    void spend(Books books, long invoice) {
        reduce(books, new Settling(invoice, Means.WALLET, "wallet", wallet, books.today()));
    }

    /** What was settled of it: no more than is open, and no more than there is. */
    BigDecimal reduce(Books books, Settling settling) {
        Owed owed = open.get(settling.invoice());
        if (owed == null || settling.most().signum() <= 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal amount = owed.open().min(settling.most());
        apply(new ReceivableReduced(
                purse(),
                new InvoiceId(settling.invoice()),
                books.entity(),
                books.currency(),
                settling.means(),
                settling.source(),
                amount,
                owed.open().subtract(amount),
                settling.bookedOn()));
        return amount;
    }

    void reopen(Books books, Allocation part, String source) {
        Owed before = open.containsKey(part.invoice()) ? open.get(part.invoice()) : settled.get(part.invoice());
        BigDecimal left = before == null ? BigDecimal.ZERO : before.open();
        apply(new ReceivableReduced(
                purse(),
                new InvoiceId(part.invoice()),
                books.entity(),
                books.currency(),
                Means.PAYMENT,
                source,
                part.amount().negate(),
                left.add(part.amount()),
                books.today()));
    }

    void afterMoney(Books books) {
        if (open.values().stream().noneMatch(owed -> owed.overdue(books.today()))) {
            if (dunningStep > 0) {
                apply(new DunningEnded(purse()));
            }
            resume(StopCause.DUNNING);
        }
    }

    void resume(StopCause cause) {
        if (stopped.contains(cause)) {
            apply(new ServiceResumed(purse(), cause));
        }
    }

    PurseId purse() {
        return Objects.requireNonNull(id);
    }

    static void positive(BigDecimal amount) {
        if (amount.signum() <= 0) {
            throw Refused.field(BillingRefusal.AMOUNT_NOT_POSITIVE, "amount", "amount must be above 0");
        }
    }

    /** Part of a payment: on an invoice, or in the wallet where {@code invoice} is 0. */
    record Allocation(long invoice, BigDecimal amount) {}

    /** What is about to be settled, at most. */
    record Settling(long invoice, Means means, String source, BigDecimal most, LocalDate bookedOn) {}
}
