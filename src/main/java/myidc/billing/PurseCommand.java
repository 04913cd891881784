package myidc.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import myidc.billing.event.PurseEvent.DunningAction;
import myidc.billing.event.PurseEvent.PaymentWay;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.PaymentId;
import myidc.shared.id.PurseId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a purse. */
public sealed interface PurseCommand {
    PurseId purseId();

    /** The entity and currency the account is billed by, and the day it is where its months end. */
    record Books(String entity, String currency, LocalDate today) {}

    /** Owes an issued invoice and settles it by credits and wallet as far as they go; asked again, it changes nothing. */
    record OpenReceivable(@TargetAggregateIdentifier PurseId purseId, Books books, Receivable receivable)
            implements PurseCommand {}

    /** An invoice as a purse owes it. */
    record Receivable(
            InvoiceId invoiceId, YearMonth month, BigDecimal total, LocalDate dueOn, Map<String, BigDecimal> charges) {}

    /** Takes a payment in: it settles the named invoice, or the oldest first; what is left stays in the wallet. */
    record ReceivePayment(@TargetAggregateIdentifier PurseId purseId, Books books, Incoming payment)
            implements PurseCommand {}

    /** A payment as it came. */
    record Incoming(
            PaymentId paymentId,
            BigDecimal amount,
            LocalDate receivedOn,
            PaymentWay way,
            String reference,
            @Nullable InvoiceId invoice) {}

    /** Takes a payment back; what it had settled is owed again. */
    record ReturnPayment(@TargetAggregateIdentifier PurseId purseId, Books books, PaymentId paymentId, String reason)
            implements PurseCommand {}

    /** Lowers what is owed by a credit note; what was paid already stays in the wallet. */
    record CreditReceivable(
            @TargetAggregateIdentifier PurseId purseId,
            Books books,
            InvoiceId invoiceId,
            String source,
            BigDecimal amount)
            implements PurseCommand {}

    /** Gives up what is open on an invoice. */
    record WriteOffInvoice(@TargetAggregateIdentifier PurseId purseId, Books books, InvoiceId invoiceId, String reason)
            implements PurseCommand {}

    /** Settles open invoices from the wallet: the named one, or the oldest first. */
    record SpendWallet(
            @TargetAggregateIdentifier PurseId purseId,
            Books books,
            @Nullable InvoiceId invoiceId) implements PurseCommand {}

    /** Pays money in hand out. */
    record PayOutWallet(@TargetAggregateIdentifier PurseId purseId, Books books, BigDecimal amount, String reference)
            implements PurseCommand {}

    record SetWalletTerms(
            @TargetAggregateIdentifier PurseId purseId,
            Books books,
            @Nullable BigDecimal lowAt,
            boolean stopWhenEmpty) implements PurseCommand {}

    /** Tells what has accrued, so that a prepaid account is warned or stopped in time. */
    record NoteAccrued(@TargetAggregateIdentifier PurseId purseId, Books books, BigDecimal accrued)
            implements PurseCommand {}

    record GrantCredit(@TargetAggregateIdentifier PurseId purseId, Books books, Grant grant) implements PurseCommand {}

    /** A credit as it is granted. */
    record Grant(
            String name,
            BigDecimal amount,
            List<String> scope,
            @Nullable BigDecimal monthlyCap,
            @Nullable Instant expiresAt) {}

    /** Lets credits go whose time is over. */
    record ExpireCredits(@TargetAggregateIdentifier PurseId purseId) implements PurseCommand {}

    /** Takes a deposit, or gives it back where the amount is negative. */
    record MoveDeposit(@TargetAggregateIdentifier PurseId purseId, Books books, BigDecimal amount, String reference)
            implements PurseCommand {}

    /** Settles an invoice from the deposit. */
    record SpendDeposit(@TargetAggregateIdentifier PurseId purseId, Books books, InvoiceId invoiceId)
            implements PurseCommand {}

    /** Marks what is overdue by today; what is marked already stays so. */
    record MarkOverdue(@TargetAggregateIdentifier PurseId purseId, Books books) implements PurseCommand {}

    /** Takes a dunning step; refused when nothing is overdue or the step was taken. */
    record TakeDunningStep(@TargetAggregateIdentifier PurseId purseId, Books books, int step, DunningAction action)
            implements PurseCommand {}
}
