package myidc.billing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import myidc.billing.event.BudgetEvent.BudgetRemoved;
import myidc.billing.event.BudgetEvent.BudgetSet;
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
import myidc.compute.event.AlertEvent.AlertEnded;
import myidc.compute.event.AlertEvent.AlertRaised;
import myidc.compute.event.WatchdogEvent.GuestLeftOff;
import myidc.platform.axon.Projection;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.tenancy.event.TicketEvent.TicketReplied;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes budgets, and what a tenant has to be told about its money and its tickets. */
@Singleton
@ProcessingGroup("billing.read")
public final class BudgetProjection implements Projection {
    private final Sql sql;
    private final ObjectMapper json = StoreMapper.facts();

    BudgetProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.budgets";
    }

    @Override
    public List<String> tables() {
        return List.of("budget_view", "notice_view");
    }

    @EventHandler
    void on(BudgetSet fact, @SequenceNumber Long version) {
        sql.change(
                "insert into budget_view (id, version, tenant_id, name, currency, monthly_limit, thresholds, hard)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set version = excluded.version,"
                        + " name = excluded.name, monthly_limit = excluded.monthly_limit,"
                        + " thresholds = excluded.thresholds, hard = excluded.hard",
                fact.budgetId().value(),
                version,
                fact.tenantId().value(),
                fact.name(),
                fact.currency(),
                fact.monthlyLimit(),
                fact.thresholds().stream().map(String::valueOf).collect(Collectors.joining(",")),
                fact.hard());
    }

    @EventHandler
    void on(BudgetRemoved fact) {
        sql.change("delete from budget_view where id = ?", fact.budgetId().value());
    }

    @EventHandler
    void on(BudgetThresholdReached fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        notice(
                new Notice(
                        fact.budgetId().text() + "#" + sequence, fact.tenantId().value(), at),
                fact);
    }

    @EventHandler
    void on(InvoiceIssued fact, @Timestamp Instant at) {
        notice(
                new Notice(fact.invoiceId().text(), fact.tenantId().value(), at),
                fact.getClass().getSimpleName(),
                new Issued(
                        fact.invoiceId().value(),
                        fact.number(),
                        fact.month().toString(),
                        fact.total().toPlainString(),
                        fact.currency()));
    }

    @EventHandler
    void on(CreditNoteIssued fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        notice(
                new Notice(
                        fact.invoiceId().text() + "#" + sequence,
                        fact.tenantId().value(),
                        at),
                fact.getClass().getSimpleName(),
                new Issued(
                        fact.invoiceId().value(),
                        fact.number(),
                        fact.invoiceNumber(),
                        fact.total().toPlainString(),
                        fact.currency()));
    }

    @EventHandler
    void on(PaymentReceived fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        purse(fact, sequence, at);
    }

    @EventHandler
    void on(ReceivableFellDue fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        purse(fact, sequence, at);
    }

    @EventHandler
    void on(WalletRanLow fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        purse(fact, sequence, at);
    }

    @EventHandler
    void on(DunningStepTaken fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        purse(fact, sequence, at);
    }

    @EventHandler
    void on(ServiceStopped fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        purse(fact, sequence, at);
    }

    @EventHandler
    void on(ServiceResumed fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        purse(fact, sequence, at);
    }

    /** An answer of staff's; what it says is not told, for it goes with whom it was written to. */
    @EventHandler
    void on(TicketReplied fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        if (fact.fromStaff()) {
            notice(
                    new Notice(
                            fact.ticketId().text() + "#" + sequence,
                            fact.tenantId().value(),
                            at),
                    fact.getClass().getSimpleName(),
                    new Answered(fact.ticketId().value(), fact.ticketReplyId().value()));
        }
    }

    @EventHandler
    void on(AlertRaised fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        notice(machine(fact.instanceId(), fact.tenantId(), sequence, at), fact);
    }

    @EventHandler
    void on(AlertEnded fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        notice(machine(fact.instanceId(), fact.tenantId(), sequence, at), fact);
    }

    @EventHandler
    void on(GuestLeftOff fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        notice(machine(fact.instanceId(), fact.tenantId(), sequence, at), fact);
    }

    private static Notice machine(InstanceId guest, TenantId tenant, Long sequence, Instant at) {
        return new Notice(guest.text() + "#" + sequence, tenant.value(), at);
    }

    private void purse(PurseEvent fact, Long sequence, Instant at) {
        notice(new Notice(fact.purseId().text() + "#" + sequence, fact.purseId().value(), at), fact);
    }

    private void notice(Notice notice, Object fact) {
        notice(notice, fact.getClass().getSimpleName(), fact);
    }

    private void notice(Notice notice, String kind, Object figures) {
        try {
            sql.change(
                    "insert into notice_view (cause, tenant_id, kind, figures, at) values (?, ?, ?, ?::jsonb, ?)",
                    notice.cause(),
                    notice.tenant(),
                    kind,
                    json.writeValueAsString(figures),
                    notice.at());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A notice cannot be written as JSON", e);
        }
    }

    private record Notice(String cause, long tenant, Instant at) {}

    private record Answered(long ticketId, long ticketReplyId) {}

    private record Issued(long invoiceId, String number, String about, String total, String currency) {}
}
