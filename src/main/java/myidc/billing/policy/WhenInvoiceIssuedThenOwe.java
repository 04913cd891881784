package myidc.billing.policy;

import jakarta.inject.Singleton;
import myidc.billing.event.InvoiceEvent.InvoiceIssued;
import myidc.billing.read.Invoices;
import myidc.billing.reconcile.InvoiceDesk;
import myidc.platform.axon.Handler;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Every issued invoice is owed, also one of before receivables were kept; owed already, it is not owed twice. */
@Singleton
@ProcessingGroup("billing.policy")
public final class WhenInvoiceIssuedThenOwe implements Handler {
    private static final Caller BILLING = Caller.program("billing");

    private final CurrentCaller callers;
    private final Invoices invoices;
    private final InvoiceDesk desk;

    WhenInvoiceIssuedThenOwe(CurrentCaller callers, Invoices invoices, InvoiceDesk desk) {
        this.callers = callers;
        this.invoices = invoices;
        this.desk = desk;
    }

    @EventHandler
    void react(InvoiceIssued fact) {
        // Issuing owes in its own transaction: nearly always there is nothing to do, and it shall cost next to nothing.
        if (!invoices.isOwed(fact.invoiceId())) {
            callers.runAs(
                    BILLING,
                    () -> invoices.find(null, fact.invoiceId())
                            .ifPresent(invoice -> desk.oweIssued(invoice, fact.lines())));
        }
    }
}
