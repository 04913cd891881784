package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.function.Function;
import myidc.billing.InvoiceCommand.Bill;
import myidc.billing.InvoiceCommand.IssueInvoice;
import myidc.billing.event.InvoiceEvent.InvoiceIssued;
import myidc.billing.event.InvoiceLine;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import myidc.shared.money.Money;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** An invoice: its lines are fixed when it is issued, and its total is the sum of its rounded lines and their tax. */
final class Invoice {
    /** More lines than this belong on more invoices, as one fact holds them all. */
    static final int LINES_MAX = 20_000;

    @AggregateIdentifier
    private @Nullable InvoiceId id;

    Invoice() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(IssueInvoice command, InvoiceNumbers numbers) {
        Bill bill = command.bill();
        if (bill.lines().isEmpty()) {
            throw Refused.because(BillingRefusal.NOTHING_PRICED, "An invoice needs a line");
        }
        if (bill.lines().size() > LINES_MAX) {
            throw Refused.because(
                    BillingRefusal.TOO_MANY_LINES,
                    bill.lines().size() + " lines, and an invoice holds at most " + LINES_MAX);
        }
        Money subtotal = sum(bill, InvoiceLine::amount);
        Money tax = sum(bill, InvoiceLine::tax);
        long serial = numbers.next(bill.entity());
        apply(new InvoiceIssued(
                command.invoiceId(),
                bill.accountId(),
                bill.tenantId(),
                bill.entity(),
                serial,
                String.format(Locale.ROOT, "%s-%06d", bill.entity(), serial),
                bill.month(),
                bill.zone(),
                bill.currency(),
                bill.taxName(),
                bill.taxRate(),
                subtotal.amount(),
                tax.amount(),
                subtotal.plus(tax).amount(),
                bill.lines()));
    }

    @EventSourcingHandler
    void evolve(InvoiceIssued fact) {
        id = fact.invoiceId();
    }

    private static Money sum(Bill bill, Function<InvoiceLine, BigDecimal> figure) {
        Currency currency = Currency.getInstance(bill.currency());
        return bill.lines().stream()
                .map(line -> new Money(figure.apply(line), currency))
                .reduce(Money.zero(currency), Money::plus);
    }
}
