package myidc.billing.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import myidc.billing.Tariffs;
import myidc.billing.rating.PriceEntry;
import myidc.billing.rating.Prices;
import myidc.billing.rating.Sku;
import myidc.billing.rating.Tariff;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import myidc.shared.money.UnitPrice;
import org.jspecify.annotations.Nullable;

/** Reads price books; prices are no secret, so no caller is asked for. */
@Singleton
public final class PriceBooks {
    private static final String BOOK = "select b.*, (select count(*) from price_entry_view e where e.book_id = b.id)"
            + " as entries from price_book_view b ";

    static final String ENTRY =
            "select e.*, b.currency from price_entry_view e join price_book_view b on b.id = e.book_id ";

    private final Sql sql;
    private final PublishedPrices published;

    PriceBooks(Sql sql, PublishedPrices published) {
        this.sql = sql;
        this.published = published;
    }

    public Optional<PriceBookRow> find(PriceBookId id) {
        return sql.row(BOOK + "where b.id = ?", PriceBooks::book, id.value());
    }

    public Page<PriceBookRow> list(Page.Ask ask) {
        return Page.of(
                sql.rows(BOOK + "order by b.id limit ? offset ?", PriceBooks::book, ask.size(), ask.offset()),
                ask,
                sql.count("select count(*) from price_book_view"));
    }

    /** All entries of a book in order of their numbers; a book's size is limited where entries are added. */
    public List<PriceEntry> entries(PriceBookId id) {
        return sql.rows(ENTRY + "where e.book_id = ? order by e.number", PriceBooks::entry, id.value());
    }

    public Optional<PriceEntry> entry(PriceBookId id, int number) {
        return sql.row(ENTRY + "where e.book_id = ? and e.number = ?", PriceBooks::entry, id.value(), number);
    }

    /** The prices by which an account is charged: those of all published books of its currency, which never overlap. */
    public Prices inForce(Currency currency, TenantId tenant) {
        return published.of(currency, tenant);
    }

    /** Reads the prices of a currency for the rest of the transaction. */
    void readAhead(Currency currency) {
        published.readAhead(currency);
    }

    /** Every entry of the published books of a currency, negotiated ones of all tenants included. */
    public List<PriceEntry> published(Currency currency) {
        return sql.rows(
                ENTRY + "where b.currency = ? and b.published_at is not null order by e.book_id, e.number",
                PriceBooks::entry,
                currency.getCurrencyCode());
    }

    /** The prices by which an account was charged at an instant: of books published before it, by the ends known then. */
    public Prices inForce(Currency currency, TenantId tenant, Instant known) {
        return new Prices(
                sql.rows(
                        "select e.book_id, e.number, e.charge, e.region, e.contract, e.tenant_id, e.terms, e.hourly,"
                                + " e.monthly_cap, e.valid_from, b.currency,"
                                + " case when later.told_at is null then e.valid_until else later.until_before end"
                                + " as valid_until from price_entry_view e join price_book_view b on b.id = e.book_id"
                                + " left join lateral (select told_at, until_before from price_entry_end_view x"
                                + " where x.book_id = e.book_id and x.number = e.number and x.told_at >= ?::timestamptz"
                                + " order by x.told_at limit 1) later on true"
                                + " where b.currency = ? and b.published_at < ?::timestamptz"
                                + " and (e.tenant_id is null or e.tenant_id = ?) order by e.book_id, e.number",
                        PriceBooks::entry,
                        known,
                        currency.getCurrencyCode(),
                        known,
                        tenant.value()),
                tenant);
    }

    /** The prices of everybody in a currency. */
    public Prices inForce(Currency currency) {
        return published.of(currency);
    }

    /** The price of a charge in a region at an instant, in the published books of the currency. */
    public Optional<PriceEntry> priceAt(Currency currency, Sku sku, Instant at) {
        return sql.row(
                ENTRY + "where b.currency = ? and b.published_at is not null and e.charge = ?"
                        + " and e.tenant_id is null and e.contract is null and (e.region is null or e.region = ?::text)"
                        + " and tstzrange(e.valid_from, e.valid_until) @> ?::timestamptz"
                        + " order by e.region nulls last limit 1",
                PriceBooks::entry,
                currency.getCurrencyCode(),
                sku.charge(),
                sku.region(),
                at);
    }

    private static PriceBookRow book(ResultSet row) throws SQLException {
        return new PriceBookRow(
                row.getLong("id"),
                row.getLong("version"),
                row.getString("name"),
                row.getString("currency"),
                Sql.instant(row, "drafted_at"),
                Sql.instantOrNull(row, "published_at"),
                row.getInt("entries"));
    }

    static PriceEntry entry(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        long tenant = row.getLong("tenant_id");
        String terms = row.getString("terms");
        return new PriceEntry(
                new PriceBookId(row.getLong("book_id")).text() + "/" + row.getInt("number"),
                new Sku(row.getString("charge"), row.getString("region"), row.getString("contract")),
                tenant == 0 ? null : new TenantId(tenant),
                terms == null
                        ? new Tariff.Hourly(
                                new UnitPrice(decimal(row, "hourly"), currency),
                                new Money(decimal(row, "monthly_cap"), currency))
                        : Tariffs.of(PriceTermsJson.read(terms), currency),
                Sql.instant(row, "valid_from"),
                Sql.instantOrNull(row, "valid_until"));
    }

    static BigDecimal decimal(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getBigDecimal(column));
    }

    /** A price book as screens show it. */
    public record PriceBookRow(
            long id,
            long version,
            String name,
            String currency,
            Instant draftedAt,
            @Nullable Instant publishedAt,
            int entries) {}
}
