package myidc.billing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import myidc.billing.event.AccountEvent.AccountMadeExternal;
import myidc.billing.event.AccountEvent.AccountMadeInternal;
import myidc.billing.event.AccountEvent.AccountOpened;
import myidc.billing.event.AccountEvent.BillingTitleSet;
import myidc.billing.event.InvoiceEvent.CreditNoteIssued;
import myidc.billing.event.InvoiceEvent.DraftHeld;
import myidc.billing.event.InvoiceEvent.InvoiceAddressed;
import myidc.billing.event.InvoiceEvent.InvoiceDrafted;
import myidc.billing.event.InvoiceEvent.InvoiceIssued;
import myidc.billing.event.InvoiceLine;
import myidc.billing.event.Party;
import myidc.platform.axon.Projection;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes what surrounds an invoice: drafts under review, the papers' parties and taxes, credit notes, billing titles. */
@Singleton
@ProcessingGroup("billing.read")
public final class DocumentProjection implements Projection {
    private final Sql sql;
    private final ObjectMapper json = StoreMapper.facts();

    DocumentProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.documents";
    }

    @Override
    public List<String> tables() {
        return List.of("invoice_draft_view", "invoice_paper_view", "credit_note_view", "billing_title_view");
    }

    @EventHandler
    void on(InvoiceDrafted fact, @Timestamp Instant at) {
        BigDecimal subtotal = fact.lines().stream().map(InvoiceLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal tax = fact.lines().stream().map(InvoiceLine::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
        sql.change(
                "insert into invoice_draft_view (invoice_id, account_id, tenant_id, entity, month, currency, subtotal, tax,"
                        + " total, lines, drafted_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)",
                fact.invoiceId().value(),
                fact.accountId().value(),
                fact.tenantId().value(),
                fact.entity(),
                fact.month().atDay(1),
                fact.currency(),
                subtotal,
                tax,
                subtotal.add(tax),
                write(fact.lines()),
                at);
    }

    @EventHandler
    void on(DraftHeld fact) {
        sql.change(
                "update invoice_draft_view set held = ? where invoice_id = ?",
                fact.reason(),
                fact.invoiceId().value());
    }

    @EventHandler
    void on(InvoiceIssued fact) {
        sql.later(
                "delete from invoice_draft_view where invoice_id = ?",
                fact.invoiceId().value());
    }

    @EventHandler
    void on(InvoiceAddressed fact) {
        sql.later(
                "insert into invoice_paper_view (invoice_id, issuer, buyer, issued_on, due_on, showback, taxes)"
                        + " values (?, ?::jsonb, ?::jsonb, ?, ?, ?, ?::jsonb)",
                fact.invoiceId().value(),
                write(fact.issuer()),
                write(fact.buyer()),
                fact.issuedOn(),
                fact.dueOn(),
                fact.showback(),
                write(fact.taxes()));
    }

    @EventHandler
    void on(CreditNoteIssued fact, @Timestamp Instant at) {
        sql.change(
                "insert into credit_note_view (entity, serial, number, invoice_id, tenant_id, currency, reason, subtotal,"
                        + " tax, total, lines, issued_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)",
                fact.entity(),
                fact.serial(),
                fact.number(),
                fact.invoiceId().value(),
                fact.tenantId().value(),
                fact.currency(),
                fact.reason(),
                fact.subtotal(),
                fact.tax(),
                fact.total(),
                write(fact.lines()),
                at);
    }

    @EventHandler
    void on(AccountOpened fact) {
        sql.change(
                "insert into billing_title_view (account_id, title, tax_number, address, bank, email, fapiao_kind, internal)"
                        + " values (?, '', '', '', '', '', 'NONE', false) on conflict (account_id) do nothing",
                fact.accountId().value());
    }

    @EventHandler
    void on(BillingTitleSet fact) {
        Party title = fact.title();
        sql.change(
                "insert into billing_title_view (account_id, title, tax_number, address, bank, email, fapiao_kind, internal)"
                        + " values (?, ?, ?, ?, ?, ?, ?, false) on conflict (account_id) do update set title = excluded.title,"
                        + " tax_number = excluded.tax_number, address = excluded.address, bank = excluded.bank,"
                        + " email = excluded.email, fapiao_kind = excluded.fapiao_kind",
                fact.accountId().value(),
                title.name(),
                title.taxNumber(),
                title.address(),
                title.bank(),
                title.email(),
                fact.fapiaoKind());
    }

    @EventHandler
    void on(AccountMadeInternal fact) {
        internal(fact.accountId().value(), true);
    }

    @EventHandler
    void on(AccountMadeExternal fact) {
        internal(fact.accountId().value(), false);
    }

    private void internal(long account, boolean internal) {
        sql.change(
                "insert into billing_title_view (account_id, title, tax_number, address, bank, email, fapiao_kind, internal)"
                        + " values (?, '', '', '', '', '', 'NONE', ?)"
                        + " on conflict (account_id) do update set internal = excluded.internal",
                account,
                internal);
    }

    private String write(Object part) {
        try {
            return json.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A document cannot be written as JSON", e);
        }
    }
}
