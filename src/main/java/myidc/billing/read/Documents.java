package myidc.billing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import myidc.billing.event.CreditedLine;
import myidc.billing.event.InvoiceLine;
import myidc.billing.event.Party;
import myidc.billing.event.TaxGroup;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Reads what surrounds invoices: drafts, papers, credit notes and billing titles. */
@Singleton
public final class Documents {
    /** Whom papers are made out to where no title was entered. */
    public static final Title NOBODY = new Title(new Party("", "", "", "", ""), "NONE", false);

    private static final String DRAFT = "select d.*, coalesce(t.name, '') as tenant_name from invoice_draft_view d"
            + " left join billing_tenant_view t on t.id = d.tenant_id ";
    private static final String NOTE = "select c.*, i.number as invoice_number, coalesce(t.name, '') as tenant_name"
            + " from credit_note_view c join invoice_view i on i.id = c.invoice_id"
            + " left join billing_tenant_view t on t.id = c.tenant_id ";

    private final Sql sql;
    private final ObjectMapper json = StoreMapper.facts();

    Documents(Sql sql) {
        this.sql = sql;
    }

    /** Drafts that wait for review, in order. */
    public Page<Draft> drafts(Page.Ask ask) {
        return Page.of(
                sql.rows(
                        DRAFT + "order by d.month, d.invoice_id limit ? offset ?",
                        this::draft,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from invoice_draft_view"));
    }

    public Optional<Draft> draft(InvoiceId id) {
        return sql.row(DRAFT + "where d.invoice_id = ?", this::draft, id.value());
    }

    public boolean awaitsReview(AccountId account) {
        return sql.count("select count(*) from invoice_draft_view where account_id = ?", account.value()) > 0;
    }

    /** Which of the accounts have a draft that awaits review. */
    public Set<AccountId> awaitReview(List<AccountId> accounts) {
        return new HashSet<>(sql.rows(
                "select distinct account_id from invoice_draft_view where account_id = any (?)",
                row -> new AccountId(row.getLong(1)),
                (Object) accounts.stream().map(AccountId::value).toArray(Long[]::new)));
    }

    /** What the papers of an invoice say; an invoice of before papers were kept has none. */
    public Optional<Paper> paper(InvoiceId id) {
        return sql.row(
                "select * from invoice_paper_view where invoice_id = ?",
                row -> new Paper(
                        read(row.getString("issuer"), new TypeReference<Party>() {}),
                        read(row.getString("buyer"), new TypeReference<Party>() {}),
                        row.getObject("issued_on", LocalDate.class),
                        row.getObject("due_on", LocalDate.class),
                        row.getBoolean("showback"),
                        read(row.getString("taxes"), new TypeReference<List<TaxGroup>>() {})),
                id.value());
    }

    /** Credit notes, newest first: of one invoice or of one tenant when given. */
    public Page<CreditNote> creditNotes(@Nullable TenantId tenant, @Nullable InvoiceId invoice, Page.Ask ask) {
        String where =
                "where c.tenant_id = coalesce(?::bigint, c.tenant_id) and c.invoice_id = coalesce(?::bigint, c.invoice_id)";
        Long tenantId = tenant == null ? null : tenant.value();
        Long invoiceId = invoice == null ? null : invoice.value();
        return Page.of(
                sql.rows(
                        NOTE + where + " order by c.issued_at desc, c.serial desc limit ? offset ?",
                        this::note,
                        tenantId,
                        invoiceId,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from credit_note_view c " + where, tenantId, invoiceId));
    }

    /** An invoice's credit note by its serial. */
    public Optional<CreditNote> creditNote(InvoiceId invoice, long serial) {
        return sql.row(NOTE + "where c.invoice_id = ? and c.serial = ?", this::note, invoice.value(), serial);
    }

    /** Numbers of an invoice's lines that credit notes took back. */
    public Set<Integer> credited(InvoiceId invoice) {
        return new HashSet<>(sql.rows(
                "select (line ->> 'number')::int as number from credit_note_view c, jsonb_array_elements(c.lines) line"
                        + " where c.invoice_id = ?",
                row -> row.getInt("number"),
                invoice.value()));
    }

    /** Whom the account's papers are made out to; without a title, nobody in particular. */
    public Title title(AccountId account) {
        return titles(List.of(account)).getOrDefault(account, NOBODY);
    }

    /** The titles of those of the accounts that have one. */
    public Map<AccountId, Title> titles(List<AccountId> accounts) {
        Map<AccountId, Title> titles = new HashMap<>();
        sql.rows(
                "select * from billing_title_view where account_id = any (?)",
                row -> titles.put(
                        new AccountId(row.getLong("account_id")),
                        new Title(
                                new Party(
                                        row.getString("title"),
                                        row.getString("tax_number"),
                                        row.getString("address"),
                                        row.getString("bank"),
                                        row.getString("email")),
                                row.getString("fapiao_kind"),
                                row.getBoolean("internal"))),
                (Object) accounts.stream().map(AccountId::value).toArray(Long[]::new));
        return titles;
    }

    private Draft draft(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Draft(
                new InvoiceId(row.getLong("invoice_id")),
                new AccountId(row.getLong("account_id")),
                new TenantId(row.getLong("tenant_id")),
                row.getString("tenant_name"),
                row.getString("entity"),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                new Money(PriceBooks.decimal(row, "subtotal"), currency),
                new Money(PriceBooks.decimal(row, "tax"), currency),
                new Money(PriceBooks.decimal(row, "total"), currency),
                read(row.getString("lines"), new TypeReference<List<InvoiceLine>>() {}),
                row.getString("held"),
                Sql.instant(row, "drafted_at"));
    }

    private CreditNote note(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new CreditNote(
                row.getLong("serial"),
                row.getString("number"),
                new InvoiceId(row.getLong("invoice_id")),
                row.getString("invoice_number"),
                new TenantId(row.getLong("tenant_id")),
                row.getString("tenant_name"),
                row.getString("reason"),
                new Money(PriceBooks.decimal(row, "subtotal"), currency),
                new Money(PriceBooks.decimal(row, "tax"), currency),
                new Money(PriceBooks.decimal(row, "total"), currency),
                read(row.getString("lines"), new TypeReference<List<CreditedLine>>() {}),
                Sql.instant(row, "issued_at"));
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A document's part cannot be read", e);
        }
    }

    /** An invoice that waits for review; {@code held} says why it is not issued. */
    public record Draft(
            InvoiceId id,
            AccountId accountId,
            TenantId tenantId,
            String tenantName,
            String entity,
            YearMonth month,
            Money subtotal,
            Money tax,
            Money total,
            List<InvoiceLine> lines,
            @Nullable String held,
            Instant draftedAt) {}

    /** What an invoice's papers say besides its lines. */
    public record Paper(
            Party issuer, Party buyer, LocalDate issuedOn, LocalDate dueOn, boolean showback, List<TaxGroup> taxes) {}

    /** A credit note and the invoice it names. */
    public record CreditNote(
            long serial,
            String number,
            InvoiceId invoiceId,
            String invoiceNumber,
            TenantId tenantId,
            String tenantName,
            String reason,
            Money subtotal,
            Money tax,
            Money total,
            List<CreditedLine> lines,
            Instant issuedAt) {}

    /** Whom papers are made out to. */
    public record Title(Party party, String fapiaoKind, boolean internal) {}
}
