package myidc.bench;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.billing.AccountCommand.OpenAccount;
import myidc.billing.PriceBookCommand.AddTariff;
import myidc.billing.PriceBookCommand.DraftPriceBook;
import myidc.billing.PriceBookCommand.PublishPriceBook;
import myidc.billing.PriceBookCommand.Scope;
import myidc.billing.event.PriceTerms;
import myidc.billing.event.PriceTerms.Model;
import myidc.metering.intake.SampleTables;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.id.AccountId;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import myidc.shared.time.BillingMonth;

/**
 * Accounts with something to bill in the month that ended last. Accounts and prices are made by commands; what was there
 * and what was measured is written as their projections and the intake write it, by SQL, since it is not what is measured.
 */
final class BilledAccounts {
    private static final String CURRENCY = "CHF";
    private static final String GUEST = "instance:bench";
    private static final List<String> METERED = List.of("requests", "egress");

    private final Sql sql = BenchPortal.bean(Sql.class);
    private final Commands commands = BenchPortal.bean(Commands.class);
    private final Sequences sequences = BenchPortal.bean(Sequences.class);
    private final SampleTables tables = BenchPortal.bean(SampleTables.class);
    private final YearMonth month;
    private final Instant from;
    private boolean priced;

    BilledAccounts() {
        Clock clock = BenchPortal.bean(Clock.class);
        BillingMonth now = BillingMonth.of(clock.instant(), BillingMonth.DEFAULT_ZONE);
        month = now.month().minusMonths(1);
        from = new BillingMonth(month, BillingMonth.DEFAULT_ZONE).period().from();
    }

    YearMonth month() {
        return month;
    }

    /** Opens so many accounts from a number on. */
    void open(long first, int count) {
        if (!priced) {
            price();
            priced = true;
        }
        for (long number = first; number < first + count; number++) {
            commands.send(new OpenAccount(
                    new AccountId(number), new TenantId(number), CURRENCY, BillingMonth.DEFAULT_ZONE, "BENCH", from));
        }
    }

    /** Gives each of the accounts guests for the whole month. */
    void guests(long first, int count, int each) {
        commands.perform(
                () -> sql.change(
                        "insert into charging_span (opened_event, resource, resource_name, tenant_id, charge, region,"
                                + " started_at) select 'instance-' || n || '#3', 'instance-' || n, 'web-' || n,"
                                + " (n - 1) / ? + 1, ?, 'cn-sha', ?::timestamptz + (n % 600) * interval '1 hour'"
                                + " from generate_series(?::bigint, ?::bigint) as n",
                        each, GUEST, from, (first - 1) * each + 1, (first - 1 + count) * each),
                done -> done);
    }

    /** Gives each of the accounts two meter points with so many readings each, one every hour. */
    void meters(long first, int count, int readings) {
        tables.ready(YearMonth.from(from.atOffset(ZoneOffset.UTC)));
        tables.ready(YearMonth.from(from.atOffset(ZoneOffset.UTC)).plusMonths(1));
        for (int point = 0; point < METERED.size(); point++) {
            long offset = (point + 1) * 10_000_000L;
            String charge = METERED.get(point);
            commands.perform(
                    () -> sql.change(
                            "insert into meter_point_view (id, version, tenant_id, kind, measures, charge, unit,"
                                    + " counter_bits, limit_per_second, ratio, valid_from, events)"
                                    + " select n + ?, 0, n, 'QUANTITY_MICRO', 'm-' || n, ?, 'GB', 0, 0, 1, ?,"
                                    + " jsonb_build_array('meterpoint-' || (n + ?) || '#0')"
                                    + " from generate_series(?::bigint, ?::bigint) as n",
                            offset,
                            charge,
                            from,
                            offset,
                            first,
                            first + count - 1),
                    done -> done);
            commands.perform(
                    () -> sql.change(
                            "insert into meter_sample (point_id, at, sample_key, first, second)"
                                    + " select n + ?, ?::timestamptz + r * interval '1 hour', n * 1000 + r,"
                                    + " 1000000 + (n * r) % 999983, 0 from generate_series(?::bigint, ?::bigint) as n,"
                                    + " generate_series(0, ?::int - 1) as r order by 1, 2",
                            offset, from, first, first + count - 1, readings),
                    done -> done);
        }
        sql.change("analyze meter_sample");
        sql.change("analyze charging_span");
    }

    private void price() {
        PriceBookId book = new PriceBookId(sequences.next("pricebook"));
        commands.send(new DraftPriceBook(book, "Prices of the benchmark", CURRENCY));
        add(book, GUEST, Model.HOURLY, Map.of("price", "0.036", "cap", "24"));
        for (String charge : METERED) {
            add(book, charge, Model.PER_UNIT, Map.of("price", "0.25"));
        }
        commands.send(new PublishPriceBook(book));
    }

    private void add(PriceBookId book, String charge, Model model, Map<String, String> figures) {
        Map<String, BigDecimal> decimals = new LinkedHashMap<>();
        figures.forEach((name, figure) -> decimals.put(name, new BigDecimal(figure)));
        commands.send(new AddTariff(
                book,
                charge,
                new Scope(null, null, null),
                new PriceTerms(model, decimals, Map.of(), List.of(), List.of()),
                from.minusSeconds(1),
                null));
    }
}
