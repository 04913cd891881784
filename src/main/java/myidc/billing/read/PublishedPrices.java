package myidc.billing.read;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import myidc.billing.rating.PriceEntry;
import myidc.billing.rating.Prices;
import myidc.platform.db.ReadAhead;
import myidc.platform.db.Sql;
import myidc.shared.id.TenantId;

/**
 * Prices of all published books by currency. Reading and parsing them for every account would take longer than rating it,
 * so they are kept for as long as the books' rows are the same ones: PostgreSQL names the transaction that wrote a row,
 * and no two transactions have one name.
 */
@Singleton
final class PublishedPrices {
    /** More entries than these are read each time they are asked for. */
    private static final int KEPT_MAX = 50_000;

    private final Sql sql;
    private final ReadAhead ahead;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    PublishedPrices(Sql sql, ReadAhead ahead) {
        this.sql = sql;
        this.ahead = ahead;
    }

    Prices of(Currency currency, TenantId tenant) {
        Kept known = known(currency);
        List<PriceEntry> negotiated = known.negotiated().get(tenant);
        if (negotiated == null) {
            return known.prices();
        }
        List<PriceEntry> all = new ArrayList<>(known.general());
        all.addAll(negotiated);
        return new Prices(all, tenant);
    }

    /** The prices of everybody. */
    Prices of(Currency currency) {
        return known(currency).prices();
    }

    private Kept known(Currency currency) {
        return ahead.findOr(new Of(currency), () -> read(currency));
    }

    /** Reads the prices of a currency for the rest of the transaction. */
    void readAhead(Currency currency) {
        ahead.keep(new Of(currency), read(currency));
    }

    private Kept read(Currency currency) {
        String code = currency.getCurrencyCode();
        String stamp = sql.row(
                        "select md5(string_agg(id || '/' || version || '/' || xmin, ',' order by id)) from price_book_view"
                                + " where currency = ? and published_at is not null",
                        row -> String.valueOf(row.getString(1)),
                        code)
                .orElseThrow();
        Kept found = kept.get(code);
        if (found != null && found.stamp().equals(stamp)) {
            return found;
        }
        Kept read = Kept.of(
                stamp,
                sql.rows(
                        PriceBooks.ENTRY + "where b.currency = ? and b.published_at is not null"
                                + " order by e.book_id, e.number",
                        PriceBooks::entry,
                        code));
        if (read.count() <= KEPT_MAX) {
            kept.put(code, read);
        } else {
            kept.remove(code);
        }
        return read;
    }

    private record Of(Currency currency) implements ReadAhead.Key<Kept> {}

    private record Kept(
            String stamp,
            List<PriceEntry> general,
            Prices prices,
            Map<TenantId, List<PriceEntry>> negotiated,
            int count) {
        static Kept of(String stamp, List<PriceEntry> entries) {
            List<PriceEntry> general = new ArrayList<>();
            Map<TenantId, List<PriceEntry>> negotiated = new HashMap<>();
            for (PriceEntry entry : entries) {
                TenantId tenant = entry.tenant();
                if (tenant == null) {
                    general.add(entry);
                } else {
                    negotiated.computeIfAbsent(tenant, any -> new ArrayList<>()).add(entry);
                }
            }
            return new Kept(stamp, general, new Prices(general), negotiated, entries.size());
        }
    }
}
