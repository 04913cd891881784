package myidc.billing.policy;

import jakarta.inject.Singleton;
import myidc.billing.event.BudgetEvent.BudgetThresholdReached;
import myidc.billing.event.InvoiceEvent.CreditNoteIssued;
import myidc.billing.event.InvoiceEvent.InvoiceIssued;
import myidc.billing.event.PurseEvent;
import myidc.billing.event.PurseEvent.DunningStepTaken;
import myidc.billing.event.PurseEvent.PaymentReceived;
import myidc.billing.event.PurseEvent.ReceivableFellDue;
import myidc.billing.event.PurseEvent.ServiceResumed;
import myidc.billing.event.PurseEvent.ServiceStopped;
import myidc.billing.event.PurseEvent.WalletRanLow;
import myidc.billing.reconcile.NoticeQueue;
import myidc.compute.event.AlertEvent.AlertEnded;
import myidc.compute.event.AlertEvent.AlertRaised;
import myidc.compute.event.WatchdogEvent.GuestLeftOff;
import myidc.platform.axon.Handler;
import myidc.tenancy.event.TicketEvent.TicketReplied;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;

/** Queues what a tenant is told about for its webhooks and its mail; nothing is sent here. */
@Singleton
@ProcessingGroup("billing.policy")
public final class WhenToldThenQueueNotice implements Handler {
    private final NoticeQueue queue;

    WhenToldThenQueueNotice(NoticeQueue queue) {
        this.queue = queue;
    }

    @EventHandler
    void react(InvoiceIssued fact) {
        queue.queue(fact.invoiceId().text());
    }

    @EventHandler
    void react(CreditNoteIssued fact, @SequenceNumber Long sequence) {
        queue.queue(fact.invoiceId().text() + "#" + sequence);
    }

    @EventHandler
    void react(BudgetThresholdReached fact, @SequenceNumber Long sequence) {
        queue.queue(fact.budgetId().text() + "#" + sequence);
    }

    @EventHandler
    void react(PaymentReceived fact, @SequenceNumber Long sequence) {
        ofPurse(fact, sequence);
    }

    @EventHandler
    void react(ReceivableFellDue fact, @SequenceNumber Long sequence) {
        ofPurse(fact, sequence);
    }

    @EventHandler
    void react(WalletRanLow fact, @SequenceNumber Long sequence) {
        ofPurse(fact, sequence);
    }

    @EventHandler
    void react(DunningStepTaken fact, @SequenceNumber Long sequence) {
        ofPurse(fact, sequence);
    }

    @EventHandler
    void react(ServiceStopped fact, @SequenceNumber Long sequence) {
        ofPurse(fact, sequence);
    }

    @EventHandler
    void react(ServiceResumed fact, @SequenceNumber Long sequence) {
        ofPurse(fact, sequence);
    }

    @EventHandler
    void react(TicketReplied fact, @SequenceNumber Long sequence) {
        queue.queue(fact.ticketId().text() + "#" + sequence);
    }

    @EventHandler
    void react(AlertRaised fact, @SequenceNumber Long sequence) {
        queue.queue(fact.instanceId().text() + "#" + sequence);
    }

    @EventHandler
    void react(AlertEnded fact, @SequenceNumber Long sequence) {
        queue.queue(fact.instanceId().text() + "#" + sequence);
    }

    @EventHandler
    void react(GuestLeftOff fact, @SequenceNumber Long sequence) {
        queue.queue(fact.instanceId().text() + "#" + sequence);
    }

    private void ofPurse(PurseEvent fact, long sequence) {
        queue.queue(fact.purseId().text() + "#" + sequence);
    }
}
