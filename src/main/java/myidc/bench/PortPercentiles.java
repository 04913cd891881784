package myidc.bench;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import myidc.billing.rating.Percentiles;
import myidc.billing.rating.Slots;
import myidc.billing.rating.Tariff;
import myidc.metering.event.MeterKind;
import myidc.metering.intake.SampleTables;
import myidc.metering.read.MeterPoints;
import myidc.metering.read.MeterPoints.MeterPointRow;
import myidc.metering.read.Samples;
import myidc.metering.sample.SlotRates;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sql;
import myidc.shared.id.MeterPointId;
import myidc.shared.money.UnitPrice;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;

/**
 * Samples of ports every five minutes in tables by month, and the 95th percentile of each port and month as a bill finds it:
 * counters with their wraps and resets, slots, nearest rank. Beside it a plain cursor over the same rows.
 */
final class PortPercentiles {
    private static final long FIRST_POINT = 800_000_000L;
    private static final int PORTS_STATED = 2_000;
    private static final int MONTHS = 2;

    private final Sql sql = BenchPortal.bean(Sql.class);
    private final Commands commands = BenchPortal.bean(Commands.class);
    private final SampleTables tables = BenchPortal.bean(SampleTables.class);
    private final Samples samples = BenchPortal.bean(Samples.class);
    private final MeterPoints points = BenchPortal.bean(MeterPoints.class);
    private final YearMonth last = YearMonth.from(
                    BenchPortal.bean(Clock.class).instant().atOffset(ZoneOffset.UTC))
            .minusMonths(1);

    /** A tenth of the ports over two of the twelve months at full scale. */
    void run(int scale) {
        int ports = Math.max(1, PORTS_STATED / 10 * scale / 100);
        long begun = System.nanoTime();
        fill(ports);
        long rows = sql.count(
                "select count(*) from meter_sample where point_id >= ? and point_id < ?",
                FIRST_POINT,
                FIRST_POINT + ports);
        System.out.printf(
                Locale.ROOT,
                "%,d samples of %d ports over %d months, %.1f %% of %,d ports over a year; written in %.1f s%n",
                rows,
                ports,
                MONTHS,
                100.0 * ports * MONTHS / (PORTS_STATED * 12),
                PORTS_STATED,
                (System.nanoTime() - begun) / 1e9);
        double cursorMs = perPort(ports, this::cursor);
        double ms = perPort(ports, this::percentile);
        System.out.printf(
                Locale.ROOT,
                "%-44s %.2f ms a port and month, %.2f of a plain cursor (%.2f ms); %,d ports: %.1f s%n",
                "95th percentile",
                ms,
                ms / cursorMs,
                cursorMs,
                PORTS_STATED,
                ms * PORTS_STATED / 1_000);
    }

    private void fill(int ports) {
        Period first = month(1).period();
        commands.perform(
                () -> sql.change(
                        "insert into meter_point_view (id, version, tenant_id, kind, measures, charge, unit,"
                                + " counter_bits, limit_per_second, ratio, valid_from, events)"
                                + " select ? + n, 0, 2, 'INTERFACE_OCTETS', 'p-' || n, 'bandwidth', 'Mbps', 64,"
                                + " 10000000000, 1, ?, '[]' from generate_series(0, ?::int - 1) as n",
                        FIRST_POINT,
                        first.from(),
                        ports),
                done -> done);
        for (int back = 0; back <= MONTHS + 1; back++) {
            tables.ready(last.plusMonths(1).minusMonths(back));
        }
        for (int back = 0; back < MONTHS; back++) {
            Period period = month(back).period();
            commands.perform(
                    () -> sql.change(
                            "insert into meter_sample (point_id, at, sample_key, first, second)"
                                    + " select ? + n, at, n, (extract(epoch from at)::bigint - 1700000000) * 12500000"
                                    + " + (n * extract(epoch from at)::bigint) % 99999989,"
                                    + " (extract(epoch from at)::bigint - 1700000000) * 2500000"
                                    + " from generate_series(0, ?::int - 1) as n,"
                                    + " generate_series(?::timestamptz, ?::timestamptz, interval '5 minutes') as at"
                                    + " on conflict do nothing",
                            FIRST_POINT, ports, period.from(), period.until()),
                    done -> done);
        }
        sql.change("analyze meter_sample");
    }

    private double perPort(int ports, Measured measured) {
        measured.of(0, 0);
        long begun = System.nanoTime();
        for (int port = 0; port < ports; port++) {
            for (int back = 0; back < MONTHS; back++) {
                measured.of(port, back);
            }
        }
        return (System.nanoTime() - begun) / 1e6 / ports / MONTHS;
    }

    private void cursor(int port, int back) {
        Period period = month(back).period();
        long[] sum = new long[1];
        sql.rows(
                "select extract(epoch from at)::bigint, first, second from meter_sample where point_id = ? and at >= ?"
                        + " and at < ? order by at, sample_key",
                row -> sum[0] += row.getLong(1) + row.getLong(2) + row.getLong(3),
                FIRST_POINT + port,
                period.from(),
                period.until());
    }

    private void percentile(int port, int back) {
        BillingMonth month = month(back);
        Optional<MeterPointRow> point = points.find(new MeterPointId(FIRST_POINT + port));
        SlotRates rates = samples.slots(point.orElseThrow(), month.period());
        Slots slots = Slots.empty(month.period(), Slots.BITS_PER_MBPS);
        for (int slot = 0; slot < rates.count(); slot++) {
            if (rates.in(slot) != SlotRates.MISSING) {
                slots.set(slot, rates.in(slot), rates.out(slot));
            }
        }
        BigDecimal found = Percentiles.find(slots, terms(), month.zone()).billable();
        if (found.signum() <= 0 || point.orElseThrow().kind() != MeterKind.INTERFACE_OCTETS) {
            throw new IllegalStateException("Port " + port + " carries nothing: " + found);
        }
    }

    private BillingMonth month(int back) {
        return new BillingMonth(last.minusMonths(back), BillingMonth.DEFAULT_ZONE);
    }

    private static Tariff.Bandwidth terms() {
        UnitPrice price = new UnitPrice(BigDecimal.TEN, Currency.getInstance("CNY"));
        return new Tariff.Bandwidth(
                Tariff.Method.CLASSIC,
                Tariff.Direction.MAX_PER_SLOT,
                Tariff.Missing.ZERO,
                BigDecimal.ZERO,
                price,
                price,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    /** What is done for one port and month. */
    @FunctionalInterface
    private interface Measured {
        void of(int port, int back);
    }
}
