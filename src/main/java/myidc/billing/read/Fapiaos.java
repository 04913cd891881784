package myidc.billing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import myidc.billing.event.FapiaoGoods;
import myidc.billing.event.FapiaoPaper;
import myidc.billing.event.Party;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.FapiaoBatchId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Reads fapiaos, their batches, and what waits for one. */
@Singleton
public final class Fapiaos {
    private static final String ROW = "select f.*, b.entity, coalesce(t.name, '') as tenant_name from fapiao_view f"
            + " join fapiao_batch_view b on b.id = f.batch_id"
            + " left join billing_tenant_view t on t.id = f.tenant_id ";
    private static final String BATCH = "select b.*,"
            + " (select count(*) from fapiao_view f where f.batch_id = b.id and f.state = 'ISSUED') as issued,"
            + " (select count(*) from fapiao_view f where f.batch_id = b.id and f.state = 'REJECTED') as rejected"
            + " from fapiao_batch_view b ";

    /**
     * Invoices of accounts that want fapiaos, and credit notes of invoices that have one. An invoice that was taken back
     * whole before it had one needs none.
     */
    private static final String WAITING = """
            with waiting as (
                select i.id as invoice_id, null::bigint as credit_serial, i.entity, i.number as paper_number, i.tenant_id,
                    i.account_id, i.subtotal as net, i.tax, p.issued_on, t.fapiao_kind as kind, t.title, t.tax_number,
                    t.address, t.bank, t.email, null::text as red_for
                from invoice_view i
                join invoice_paper_view p on p.invoice_id = i.id
                join billing_title_view t on t.account_id = i.account_id
                where i.currency = 'CNY' and not p.showback and not t.internal and t.fapiao_kind <> 'NONE' and i.total > 0
                    and not exists (select 1 from fapiao_view f where f.invoice_id = i.id and f.credit_serial is null
                        and f.state <> 'REJECTED')
                    and i.total > (select coalesce(sum(c.total), 0) from credit_note_view c where c.invoice_id = i.id)
                union all
                select i.id, c.serial, i.entity, c.number, i.tenant_id, i.account_id, -c.subtotal, -c.tax,
                    (c.issued_at at time zone i.zone)::date, f.kind, f.buyer ->> 'name', f.buyer ->> 'taxNumber',
                    f.buyer ->> 'address', f.buyer ->> 'bank', f.buyer ->> 'email', f.number
                from credit_note_view c
                join invoice_view i on i.id = c.invoice_id
                join fapiao_view f on f.invoice_id = i.id and f.credit_serial is null and f.state = 'ISSUED'
                where c.total > 0 and not exists (select 1 from fapiao_view g where g.invoice_id = i.id
                    and g.credit_serial = c.serial and g.state <> 'REJECTED')
            )
            """;

    private final Sql sql;
    private final ObjectMapper json = StoreMapper.facts();

    Fapiaos(Sql sql) {
        this.sql = sql;
    }

    /** What waits for a fapiao, of one legal entity or all, oldest first. */
    public Page<Waiting> waiting(@Nullable String entity, Page.Ask ask) {
        return Page.of(
                sql.rows(
                        WAITING + "select w.*, coalesce(n.name, '') as tenant_name from waiting w"
                                + " left join billing_tenant_view n on n.id = w.tenant_id"
                                + " where w.entity = coalesce(?::text, w.entity)"
                                + " order by w.issued_on, w.invoice_id, w.credit_serial nulls first limit ? offset ?",
                        Fapiaos::waiting,
                        entity,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count(
                        WAITING + "select count(*) from waiting w where w.entity = coalesce(?::text, w.entity)",
                        entity));
    }

    /** What waits of one invoice, itself or one of its credit notes. */
    public Optional<Waiting> waiting(InvoiceId invoice, @Nullable Long creditSerial) {
        return sql.row(
                WAITING + "select w.*, '' as tenant_name from waiting w where w.invoice_id = ?"
                        + " and w.credit_serial is not distinct from ?::bigint",
                Fapiaos::waiting,
                invoice.value(),
                creditSerial);
    }

    public Page<Batch> batches(Page.Ask ask) {
        return Page.of(
                sql.rows(BATCH + "order by b.id desc limit ? offset ?", Fapiaos::batchRow, ask.size(), ask.offset()),
                ask,
                sql.count("select count(*) from fapiao_batch_view"));
    }

    public Optional<Batch> batch(FapiaoBatchId id) {
        return sql.row(BATCH + "where b.id = ?", Fapiaos::batchRow, id.value());
    }

    /** All fapiaos of a batch, which a limit bounds, in their places. */
    public List<FapiaoRow> of(FapiaoBatchId batch) {
        return sql.rows(ROW + "where f.batch_id = ? order by f.place", this::row, batch.value());
    }

    /** Fapiaos of a tenant or an invoice, or all, newest first. */
    public Page<FapiaoRow> list(@Nullable TenantId tenant, @Nullable InvoiceId invoice, Page.Ask ask) {
        String where =
                "where f.tenant_id = coalesce(?::bigint, f.tenant_id) and f.invoice_id = coalesce(?::bigint, f.invoice_id)";
        Long tenantId = tenant == null ? null : tenant.value();
        Long invoiceId = invoice == null ? null : invoice.value();
        return Page.of(
                sql.rows(
                        ROW + where + " order by f.batch_id desc, f.place limit ? offset ?",
                        this::row,
                        tenantId,
                        invoiceId,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from fapiao_view f " + where, tenantId, invoiceId));
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                new InvoiceId(row.getLong("invoice_id")),
                serial(row),
                row.getString("entity"),
                row.getString("paper_number"),
                new TenantId(row.getLong("tenant_id")),
                row.getString("tenant_name"),
                row.getString("kind"),
                new Party(
                        row.getString("title"),
                        row.getString("tax_number"),
                        row.getString("address"),
                        row.getString("bank"),
                        row.getString("email")),
                PriceBooks.decimal(row, "net"),
                PriceBooks.decimal(row, "tax"),
                row.getObject("issued_on", LocalDate.class),
                row.getString("red_for"));
    }

    private static Batch batchRow(ResultSet row) throws SQLException {
        return new Batch(
                new FapiaoBatchId(row.getLong("id")),
                row.getString("entity"),
                row.getInt("paper_count"),
                row.getInt("issued"),
                row.getInt("rejected"),
                Sql.instant(row, "made_at"));
    }

    private FapiaoRow row(ResultSet row) throws SQLException {
        return new FapiaoRow(
                new FapiaoBatchId(row.getLong("batch_id")),
                row.getString("entity"),
                row.getString("tenant_name"),
                new FapiaoPaper(
                        row.getInt("place"),
                        new InvoiceId(row.getLong("invoice_id")),
                        serial(row),
                        row.getString("paper_number"),
                        new TenantId(row.getLong("tenant_id")),
                        row.getString("kind"),
                        read(row.getString("buyer"), new TypeReference<Party>() {}),
                        read(row.getString("goods"), new TypeReference<List<FapiaoGoods>>() {}),
                        row.getString("red_for")),
                State.valueOf(row.getString("state")),
                row.getString("number"),
                row.getObject("issued_on", LocalDate.class),
                row.getString("reason"));
    }

    private static @Nullable Long serial(ResultSet row) throws SQLException {
        long serial = row.getLong("credit_serial");
        return row.wasNull() ? null : serial;
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A fapiao's part cannot be read", e);
        }
    }

    /** How far a fapiao is. */
    public enum State {
        SENT,
        ISSUED,
        REJECTED
    }

    /**
     * What waits for a fapiao.
     *
     * @param creditSerial of the credit note; null for the invoice
     * @param net without tax, below zero for a credit note
     * @param redFor number of the fapiao that is taken back
     */
    public record Waiting(
            InvoiceId invoiceId,
            @Nullable Long creditSerial,
            String entity,
            String paperNumber,
            TenantId tenantId,
            String tenantName,
            String kind,
            Party buyer,
            BigDecimal net,
            BigDecimal tax,
            LocalDate issuedOn,
            @Nullable String redFor) {}

    /** A batch and how many of its fapiaos were answered. */
    public record Batch(FapiaoBatchId id, String entity, int papers, int issued, int rejected, Instant madeAt) {}

    /** A fapiao and how far it is. */
    public record FapiaoRow(
            FapiaoBatchId batchId,
            String entity,
            String tenantName,
            FapiaoPaper paper,
            State state,
            @Nullable String number,
            @Nullable LocalDate issuedOn,
            @Nullable String reason) {}
}
