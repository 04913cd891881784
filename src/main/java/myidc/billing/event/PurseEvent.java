package myidc.billing.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.PaymentId;
import myidc.shared.id.PurseId;
import org.jspecify.annotations.Nullable;

/** The life of a purse: what an account owes, has paid, and has in hand with us. It bears the account's number. */
public sealed interface PurseEvent {
    PurseId purseId();

    /**
     * An issued invoice is owed.
     *
     * @param total tax included
     * @param charges what of the total falls to each charge's first word
     */
    record ReceivableOpened(
            PurseId purseId,
            InvoiceId invoiceId,
            String entity,
            String currency,
            YearMonth month,
            BigDecimal total,
            LocalDate dueOn,
            Map<String, BigDecimal> charges)
            implements PurseEvent {
        public ReceivableOpened {
            charges = Map.copyOf(charges);
        }
    }

    /**
     * Money came in; until it settles something it is the customer's, in the wallet.
     *
     * @param reference the payer's or the bank's own mark, unique among payments of its way
     */
    record PaymentReceived(
            PurseId purseId,
            PaymentId paymentId,
            String entity,
            String currency,
            BigDecimal amount,
            LocalDate receivedOn,
            PaymentWay way,
            String reference)
            implements PurseEvent {}

    /** A payment was taken back by the bank or the payer; what it had settled is owed again. */
    record PaymentReturned(
            PurseId purseId,
            PaymentId paymentId,
            String entity,
            String currency,
            BigDecimal amount,
            LocalDate bookedOn,
            String reason)
            implements PurseEvent {}

    /**
     * An invoice's open amount became smaller, or larger again where the amount is negative.
     *
     * @param source what it was settled with, such as {@code payment-7}, or why
     * @param open what is still owed on it
     */
    record ReceivableReduced(
            PurseId purseId,
            InvoiceId invoiceId,
            String entity,
            String currency,
            Means means,
            String source,
            BigDecimal amount,
            BigDecimal open,
            LocalDate bookedOn)
            implements PurseEvent {}

    /** The customer's money in hand grew, or shrank where the amount is negative; nothing was settled by it. */
    record WalletMoved(PurseId purseId, String currency, String source, BigDecimal amount, BigDecimal balance)
            implements PurseEvent {}

    /** Money in hand was paid out to the customer. */
    record WalletPaidOut(
            PurseId purseId,
            String entity,
            String currency,
            BigDecimal amount,
            BigDecimal balance,
            LocalDate bookedOn,
            String reference)
            implements PurseEvent {}

    /**
     * How the wallet is watched.
     *
     * @param lowAt balance at or below which an alert is given; null for none
     * @param stopWhenEmpty whether service stops when charges have used it up
     */
    record WalletTermsSet(PurseId purseId, @Nullable BigDecimal lowAt, boolean stopWhenEmpty) implements PurseEvent {}

    /** What the wallet holds, less what has accrued, came down to the mark. */
    record WalletRanLow(PurseId purseId, String currency, BigDecimal available, BigDecimal lowAt)
            implements PurseEvent {}

    /**
     * Credit was granted: it settles charges of its scope, the one that expires first first.
     *
     * @param scope charges' first words; empty for all
     * @param monthlyCap most of it that one month's invoices may use; null for no such limit
     */
    record CreditGranted(
            PurseId purseId,
            int number,
            String name,
            String currency,
            BigDecimal amount,
            List<String> scope,
            @Nullable BigDecimal monthlyCap,
            @Nullable Instant expiresAt)
            implements PurseEvent {
        public CreditGranted {
            scope = List.copyOf(scope);
        }
    }

    /** What was left of a credit ran out of time. */
    record CreditExpired(PurseId purseId, int number, BigDecimal amount) implements PurseEvent {}

    /** A deposit was taken (positive) or given back (negative). */
    record DepositMoved(
            PurseId purseId,
            String entity,
            String currency,
            BigDecimal amount,
            BigDecimal balance,
            LocalDate bookedOn,
            String reference)
            implements PurseEvent {}

    /** An invoice was not settled by its due day. */
    record ReceivableFellDue(PurseId purseId, InvoiceId invoiceId, String currency, BigDecimal open, LocalDate dueOn)
            implements PurseEvent {}

    /**
     * The account was reminded of what is overdue, or worse.
     *
     * @param step from 1, in the order of the entity's dunning steps
     */
    record DunningStepTaken(
            PurseId purseId,
            int step,
            DunningAction action,
            String currency,
            BigDecimal overdue,
            List<InvoiceId> invoices)
            implements PurseEvent {
        public DunningStepTaken {
            invoices = List.copyOf(invoices);
        }
    }

    /** Nothing is overdue any more. */
    record DunningEnded(PurseId purseId) implements PurseEvent {}

    /** The account may create nothing until it has paid. */
    record ServiceStopped(PurseId purseId, StopCause cause) implements PurseEvent {}

    /** What had stopped the account's service is paid. */
    record ServiceResumed(PurseId purseId, StopCause cause) implements PurseEvent {}

    /** How money comes in. */
    enum PaymentWay {
        MANUAL,
        BANK,
        PROVIDER
    }

    /** What settles an invoice. */
    enum Means {
        PAYMENT,
        WALLET,
        CREDIT,
        CREDIT_NOTE,
        DEPOSIT,
        WRITE_OFF
    }

    /** What a dunning step does. */
    enum DunningAction {
        REMIND,
        WARN,
        SUSPEND
    }

    /** Why service stops. */
    enum StopCause {
        DUNNING,
        PREPAID
    }
}
