package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import myidc.billing.InvoiceCommand.Bill;
import myidc.billing.InvoiceCommand.CreditInvoice;
import myidc.billing.InvoiceCommand.DraftInvoice;
import myidc.billing.InvoiceCommand.HoldDraft;
import myidc.billing.InvoiceCommand.IssueDraft;
import myidc.billing.InvoiceCommand.IssueInvoice;
import myidc.billing.InvoiceCommand.Papers;
import myidc.billing.event.CreditedLine;
import myidc.billing.event.InvoiceEvent.CreditNoteIssued;
import myidc.billing.event.InvoiceEvent.DraftHeld;
import myidc.billing.event.InvoiceEvent.InvoiceAddressed;
import myidc.billing.event.InvoiceEvent.InvoiceDrafted;
import myidc.billing.event.InvoiceEvent.InvoiceIssued;
import myidc.billing.event.InvoiceLine;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** An invoice: its lines are fixed when it is drafted or issued, and its total is the sum of its rounded lines and their tax. */
final class Invoice {
    /** More lines than this belong on more invoices, as one fact holds them all. */
    static final int LINES_MAX = 20_000;

    @AggregateIdentifier
    private @Nullable InvoiceId id;

    private @Nullable InvoiceDrafted draft;
    private @Nullable Issued issued;
    /** Lines that no credit note took back yet. */
    private final Map<Integer, CreditedLine> standing = new TreeMap<>();

    Invoice() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(IssueInvoice command, InvoiceNumbers numbers) {
        issue(command.invoiceId(), checked(command.bill()), command.papers(), numbers);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(DraftInvoice command) {
        Bill bill = checked(command.bill());
        apply(new InvoiceDrafted(
                command.invoiceId(),
                bill.accountId(),
                bill.tenantId(),
                bill.entity(),
                bill.month(),
                bill.zone(),
                bill.currency(),
                bill.taxName(),
                bill.taxRate(),
                bill.lines(),
                command.taxes()));
    }

    @CommandHandler
    void decide(HoldDraft command) {
        standingDraft();
        apply(new DraftHeld(command.invoiceId(), Check.text("reason", command.reason(), 500)));
    }

    @CommandHandler
    void decide(IssueDraft command, InvoiceNumbers numbers) {
        InvoiceDrafted drafted = standingDraft();
        Papers papers = command.papers();
        issue(
                command.invoiceId(),
                new Bill(
                        drafted.accountId(),
                        drafted.tenantId(),
                        drafted.entity(),
                        drafted.month(),
                        drafted.zone(),
                        drafted.currency(),
                        drafted.taxName(),
                        drafted.taxRate(),
                        drafted.lines()),
                new Papers(
                        papers.issuer(),
                        papers.buyer(),
                        papers.numberFormat(),
                        papers.issuedOn(),
                        papers.dueOn(),
                        papers.showback(),
                        drafted.taxes()),
                numbers);
    }

    @CommandHandler
    void decide(CreditInvoice command, InvoiceNumbers numbers) {
        Issued known = issued;
        if (known == null) {
            throw Refused.because(
                    BillingRefusal.INVOICE_NOT_ISSUED, "The invoice is a draft; it has nothing to credit");
        }
        List<CreditedLine> lines = new ArrayList<>();
        for (int number : command.lines().isEmpty() ? List.copyOf(standing.keySet()) : command.lines()) {
            CreditedLine line = standing.get(number);
            if (line == null || lines.contains(line)) {
                throw Refused.field(
                        BillingRefusal.LINE_CREDITED_ALREADY,
                        "lines",
                        "Line " + number + " is not on the invoice or was credited already");
            }
            lines.add(line);
        }
        if (lines.isEmpty()) {
            throw Refused.field(BillingRefusal.LINE_CREDITED_ALREADY, "lines", "Every line was credited already");
        }
        Currency currency = Currency.getInstance(known.currency());
        Money subtotal = sum(lines, CreditedLine::amount, currency);
        Money tax = sum(lines, CreditedLine::tax, currency);
        long serial = numbers.next(known.entity() + "/credit-note");
        apply(new CreditNoteIssued(
                command.invoiceId(),
                known.accountId(),
                known.tenantId(),
                known.entity(),
                serial,
                NumberFormat.print(
                        "{entity}-CN-{serial:6}",
                        known.entity(),
                        command.issuedOn().getYear(),
                        serial),
                known.number(),
                known.currency(),
                Check.text("reason", command.reason(), 500),
                subtotal.amount(),
                tax.amount(),
                subtotal.plus(tax).amount(),
                lines));
    }

    @EventSourcingHandler
    void evolve(InvoiceDrafted fact) {
        id = fact.invoiceId();
        draft = fact;
    }

    @EventSourcingHandler
    void evolve(InvoiceIssued fact) {
        id = fact.invoiceId();
        draft = null;
        issued = new Issued(fact.accountId(), fact.tenantId(), fact.entity(), fact.number(), fact.currency());
        fact.lines()
                .forEach(line -> standing.put(
                        line.number(), new CreditedLine(line.number(), line.charge(), line.amount(), line.tax())));
    }

    @EventSourcingHandler
    void evolve(CreditNoteIssued fact) {
        fact.lines().forEach(line -> standing.remove(line.number()));
    }

    private static void issue(InvoiceId invoice, Bill bill, @Nullable Papers papers, InvoiceNumbers numbers) {
        Currency currency = Currency.getInstance(bill.currency());
        Money subtotal = sum(bill.lines(), InvoiceLine::amount, currency);
        Money tax = sum(bill.lines(), InvoiceLine::tax, currency);
        long serial = numbers.next(bill.entity());
        String format = papers == null ? NumberFormat.PLAIN : papers.numberFormat();
        int year = papers == null ? bill.month().getYear() : papers.issuedOn().getYear();
        apply(new InvoiceIssued(
                invoice,
                bill.accountId(),
                bill.tenantId(),
                bill.entity(),
                serial,
                NumberFormat.print(format, bill.entity(), year, serial),
                bill.month(),
                bill.zone(),
                bill.currency(),
                bill.taxName(),
                bill.taxRate(),
                subtotal.amount(),
                tax.amount(),
                subtotal.plus(tax).amount(),
                bill.lines()));
        if (papers != null) {
            apply(new InvoiceAddressed(
                    invoice,
                    papers.issuer(),
                    papers.buyer(),
                    papers.issuedOn(),
                    papers.dueOn(),
                    papers.showback(),
                    papers.taxes()));
        }
    }

    private InvoiceDrafted standingDraft() {
        if (issued != null) {
            throw Refused.because(BillingRefusal.INVOICE_ISSUED, "The invoice is issued and does not change any more");
        }
        return Objects.requireNonNull(draft);
    }

    private static Bill checked(Bill bill) {
        if (bill.lines().isEmpty()) {
            throw Refused.because(BillingRefusal.NOTHING_PRICED, "An invoice needs a line");
        }
        if (bill.lines().size() > LINES_MAX) {
            throw Refused.because(
                    BillingRefusal.TOO_MANY_LINES,
                    bill.lines().size() + " lines, and an invoice holds at most " + LINES_MAX);
        }
        return bill;
    }

    private static <L> Money sum(List<L> lines, Function<L, BigDecimal> figure, Currency currency) {
        return lines.stream()
                .map(line -> new Money(figure.apply(line), currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    /** What a credit note repeats of the invoice. */
    private record Issued(AccountId accountId, TenantId tenantId, String entity, String number, String currency) {}
}
