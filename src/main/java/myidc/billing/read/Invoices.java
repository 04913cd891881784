package myidc.billing.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import myidc.billing.event.InvoiceLine;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Reads invoices; where a tenant is given, another tenant's invoice does not exist. */
@Singleton
public final class Invoices {
    /** What has become of an invoice, from its receivable; an internal department's statement is never owed. */
    static final String STATE =
            "coalesce(r.open, case when i.entity like '%-SB' then 0 else i.total end) as open, r.due_on,"
                    + " case when i.entity like '%-SB' then 'SHOWBACK' when r.open is null then 'ISSUED'"
                    + " when r.open = 0 and r.credited >= r.total then 'CREDITED' when r.open = 0 and r.written_off > 0"
                    + " then 'WRITTEN_OFF' when r.open = 0 then 'PAID' when r.overdue_at is not null then 'OVERDUE'"
                    + " else 'ISSUED' end as state";

    private static final String INVOICE = "select i.*, coalesce(t.name, '') as tenant_name, " + STATE
            + " from invoice_view i left join billing_tenant_view t on t.id = i.tenant_id"
            + " left join receivable_view r on r.invoice_id = i.id ";

    private final Sql sql;

    Invoices(Sql sql) {
        this.sql = sql;
    }

    public Optional<InvoiceRow> find(@Nullable TenantId tenant, InvoiceId id) {
        return sql.row(
                INVOICE + "where i.id = ? and i.tenant_id = coalesce(?::bigint, i.tenant_id)",
                Invoices::invoice,
                id.value(),
                tenant == null ? null : tenant.value());
    }

    /** Whether a receivable was opened for it; one that gave money back, or nothing, has none. */
    public boolean isOwed(InvoiceId id) {
        return sql.count("select count(*) from receivable_view where invoice_id = ?", id.value()) > 0;
    }

    /** Newest first. */
    public Page<InvoiceRow> list(@Nullable TenantId tenant, @Nullable YearMonth month, Page.Ask ask) {
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder("where true");
        if (tenant != null) {
            where.append(" and i.tenant_id = ?");
            values.add(tenant.value());
        }
        if (month != null) {
            where.append(" and i.month = ?");
            values.add(month.atDay(1));
        }
        long results = sql.count("select count(*) from invoice_view i " + where, values.toArray());
        values.add(ask.size());
        values.add(ask.offset());
        return Page.of(
                sql.rows(
                        INVOICE + where + " order by i.issued_at desc, i.id desc limit ? offset ?",
                        Invoices::invoice,
                        values.toArray()),
                ask,
                results);
    }

    /** Lines in order of their numbers. */
    public Page<InvoiceLine> lines(InvoiceId id, Page.Ask ask) {
        return Page.of(
                sql.rows(
                        "select * from invoice_line_view where invoice_id = ? order by number limit ? offset ?",
                        InvoiceLines::line,
                        id.value(),
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from invoice_line_view where invoice_id = ?", id.value()));
    }

    /** All lines; an invoice holds a limited number of them. */
    public List<InvoiceLine> allLines(InvoiceId id) {
        return sql.rows(
                "select * from invoice_line_view where invoice_id = ? order by number", InvoiceLines::line, id.value());
    }

    public Optional<InvoiceLine> line(InvoiceId id, int number) {
        return sql.row(
                "select * from invoice_line_view where invoice_id = ? and number = ?",
                InvoiceLines::line,
                id.value(),
                number);
    }

    /** What the tenant owes on issued invoices; nothing is paid yet, as payments come later. */
    public Money balance(TenantId tenant, Currency currency) {
        BigDecimal owed = sql.row(
                        "select coalesce(sum(amount), 0) as owed from posting where account = ? and currency = ?",
                        row -> PriceBooks.decimal(row, "owed"),
                        "assets:receivable:" + tenant.text(),
                        currency.getCurrencyCode())
                .orElse(BigDecimal.ZERO);
        return new Money(owed, currency);
    }

    private static InvoiceRow invoice(ResultSet row) throws SQLException {
        return invoice(row, "number", "tax");
    }

    /** The invoice in a row where a line's own number and tax stand beside it. */
    static InvoiceRow invoice(ResultSet row, String numberColumn, String taxColumn) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new InvoiceRow(
                row.getLong("id"),
                row.getString("entity"),
                row.getLong("serial"),
                row.getString(numberColumn),
                row.getLong("account_id"),
                new TenantId(row.getLong("tenant_id")),
                row.getString("tenant_name"),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getString("zone"),
                Sql.instant(row, "billing_from"),
                Sql.instant(row, "billing_until"),
                row.getString("tax_name"),
                PriceBooks.decimal(row, "tax_rate").stripTrailingZeros(),
                new Money(PriceBooks.decimal(row, "subtotal"), currency),
                new Money(PriceBooks.decimal(row, taxColumn), currency),
                new Money(PriceBooks.decimal(row, "total"), currency),
                row.getInt("line_count"),
                Sql.instant(row, "issued_at"),
                row.getString("state"),
                new Money(PriceBooks.decimal(row, "open"), currency),
                row.getObject("due_on", LocalDate.class));
    }

    /**
     * An invoice as screens and contracts show it.
     *
     * @param state ISSUED, PAID, OVERDUE, CREDITED, WRITTEN_OFF or SHOWBACK
     * @param open what is still owed of it
     */
    public record InvoiceRow(
            long id,
            String entity,
            long serial,
            String number,
            long accountId,
            TenantId tenantId,
            String tenantName,
            YearMonth month,
            String zone,
            Instant billingFrom,
            Instant billingUntil,
            String taxName,
            BigDecimal taxRate,
            Money subtotal,
            Money tax,
            Money total,
            int lines,
            Instant issuedAt,
            String state,
            Money open,
            @Nullable LocalDate dueOn) {}
}
