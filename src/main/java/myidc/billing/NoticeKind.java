package myidc.billing;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.billing.event.BudgetEvent.BudgetThresholdReached;
import myidc.billing.event.InvoiceEvent.CreditNoteIssued;
import myidc.billing.event.InvoiceEvent.InvoiceIssued;
import myidc.billing.event.PurseEvent.DunningStepTaken;
import myidc.billing.event.PurseEvent.PaymentReceived;
import myidc.billing.event.PurseEvent.ReceivableFellDue;
import myidc.billing.event.PurseEvent.ServiceResumed;
import myidc.billing.event.PurseEvent.ServiceStopped;
import myidc.billing.event.PurseEvent.WalletRanLow;
import myidc.compute.event.AlertEvent.AlertEnded;
import myidc.compute.event.AlertEvent.AlertRaised;
import myidc.compute.event.WatchdogEvent.GuestLeftOff;
import myidc.tenancy.event.TicketEvent.TicketReplied;

/** What a tenant is told about, named as the facts are. */
public final class NoticeKind {
    private static final Set<String> OF_MACHINES = Stream.of(AlertRaised.class, AlertEnded.class, GuestLeftOff.class)
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> NAMES = Stream.of(
                    InvoiceIssued.class,
                    CreditNoteIssued.class,
                    PaymentReceived.class,
                    ReceivableFellDue.class,
                    WalletRanLow.class,
                    DunningStepTaken.class,
                    ServiceStopped.class,
                    ServiceResumed.class,
                    BudgetThresholdReached.class,
                    TicketReplied.class,
                    AlertRaised.class,
                    AlertEnded.class,
                    GuestLeftOff.class)
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(java.util.TreeSet::new));

    private NoticeKind() {}

    /** The stored name of the fact that a notice of this kind tells of. */
    public static String fact(String kind) {
        if (OF_MACHINES.contains(kind)) {
            return "compute." + kind;
        }
        return (kind.equals(TicketReplied.class.getSimpleName()) ? "tenancy." : "billing.") + kind;
    }

    public static Set<String> names() {
        return Set.copyOf(NAMES);
    }
}
