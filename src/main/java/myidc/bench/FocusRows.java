package myidc.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Locale;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sql;
import org.eclipse.microprofile.config.ConfigProvider;

/** The FOCUS export of invoices of a hundred lines each, against PostgreSQL's own COPY of the same rows. */
final class FocusRows {
    private static final int LINES = 100;
    private static final int ROUNDS = 3;
    private static final String ENTITY = "FOCUSBENCH";

    private final Sql sql = BenchPortal.bean(Sql.class);
    private final Commands commands = BenchPortal.bean(Commands.class);

    void run(int rows) throws IOException {
        fill(Math.max(1, rows / LINES));
        double[] export = new double[ROUNDS];
        double[] copy = new double[ROUNDS];
        double cpu = 0;
        for (int round = 0; round < ROUNDS; round++) {
            copy[round] = seconds(this::copy);
            CpuTime before = CpuTime.now();
            export[round] = seconds(this::export);
            cpu = CpuTime.now().since(before).ms();
        }
        double seconds = CommandsBench.median(export);
        Runtime memory = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "%-44s %,.0f rows a second, %.2f of COPY (%.1f s to %.1f s), %.1f us CPU a row; heap %,d MB%n",
                String.format(Locale.ROOT, "FOCUS export of %,d rows", rows),
                rows / seconds,
                CommandsBench.median(copy) / seconds,
                seconds,
                CommandsBench.median(copy),
                cpu * 1_000 / rows,
                (memory.totalMemory() - memory.freeMemory()) >> 20);
    }

    private void fill(int invoices) {
        commands.perform(
                () -> {
                    sql.change(
                            "insert into invoice_view select 500000000 + n, ?, n, 'F-' || n, n, n, date '2020-01-01',"
                                    + " 'Asia/Shanghai', '2019-12-31T16:00Z', '2020-01-31T16:00Z', 'CNY', 'VAT', 0, 100,"
                                    + " 0, 100, ?, '2020-02-01T00:00Z' from generate_series(1, ?::int) as n",
                            ENTITY,
                            LINES,
                            invoices);
                    sql.change(
                            "insert into invoice_line_view (invoice_id, number, tenant_id, kind, resource, resource_name,"
                                    + " charge, region, usage_month, from_at, until_at, hours, hours_of_span, unit_price,"
                                    + " monthly_cap, capped, price_entry, amount, tax, events)"
                                    + " select 500000000 + n, l, n, 'USAGE', 'instance-' || (n * 100 + l), 'web, ' || l,"
                                    + " 'instance:g6-nanode-1', 'cn-sha', date '2020-01-01', '2019-12-31T16:00Z',"
                                    + " '2020-01-31T16:00Z', 744, 744, 0.036, 24, true, 'pricebook-1/1', 1, 0,"
                                    + " jsonb_build_array('instance-' || (n * 100 + l) || '#3')"
                                    + " from generate_series(1, ?::int) as n, generate_series(1, ?::int) as l",
                            invoices,
                            LINES);
                },
                () -> Boolean.TRUE);
        sql.change("analyze invoice_line_view");
        sql.change("analyze invoice_view");
    }

    /** As a tool would fetch it, to the last byte. */
    private void export() throws IOException {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        URI address = URI.create("http://127.0.0.1:" + port + "/export/v1/focus.csv?from=2020-01-01&to=2020-02-01");
        HttpURLConnection call = (HttpURLConnection) address.toURL().openConnection();
        call.setRequestProperty("Authorization", "Bearer " + BenchPortal.OPERATOR_TOKEN);
        try (InputStream rows = call.getInputStream()) {
            rows.transferTo(OutputStream.nullOutputStream());
        }
    }

    private void copy() {
        sql.change("copy (select l.*, i.* from invoice_line_view l join invoice_view i on i.id = l.invoice_id"
                + " where i.month >= '2020-01-01' and i.month < '2020-02-01'"
                + " order by i.entity, i.serial, l.number) to '/dev/null' with (format csv)");
    }

    private static double seconds(Measured measured) throws IOException {
        long begun = System.nanoTime();
        measured.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    /** One round. */
    @FunctionalInterface
    private interface Measured {
        void run() throws IOException;
    }
}
