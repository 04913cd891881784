package myidc.bench;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Vetoed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import myidc.platform.axon.Projection;
import myidc.platform.axon.ProjectionRebuild;
import myidc.platform.db.Sql;

/**
 * Events per second of a rebuild, for each projection that has facts, against a plain cursor over the same events. The
 * book is filled by real commands and then multiplied by SQL: every rack's facts again, under other numbers.
 */
@Vetoed
public final class RebuildBench implements QuarkusApplication {
    private static final int EVENTS_DEFAULT = 200_000;
    private static final int ROUNDS = 3;
    private static final int RACKS = 200;
    private static final int FACTS_PER_RACK = 5;
    private static final double AIM_PER_SECOND = 50_000;

    private final Sql sql = BenchPortal.bean(Sql.class);
    private final AgroalDataSource dataSource = BenchPortal.bean(AgroalDataSource.class);

    public static void main(String[] args) {
        if (args.length > 0
                && !(args.length == 2 && args[0].equals("--events") && args[1].matches("[1-9][0-9]{3,6}"))) {
            System.err.println("myidc: bench rebuild takes --events N, from 1000 to 9999999");
            System.exit(2);
        }
        BenchPortal.run(RebuildBench.class, args);
    }

    @Override
    public int run(String... args) throws SQLException {
        int events = args.length == 2 ? Integer.parseInt(args[1]) : EVENTS_DEFAULT;
        fill();
        multiply(events);
        ProjectionRebuild rebuild = BenchPortal.bean(ProjectionRebuild.class);
        List<Projection> projections = rebuild.all();
        System.out.printf(Locale.ROOT, "%,d events in the book%n", sql.count("select count(*) from domain_event"));
        List<Double> slowest = new ArrayList<>(List.of(Double.MAX_VALUE, Double.MAX_VALUE));
        for (Projection projection : projections) {
            if (rebuild.facts(projection) < events / 2) {
                continue;
            }
            double read = median(this::cursor);
            double fromNothing = median(() -> {
                empty(projection);
                return perSecond(rebuild, projection);
            });
            double again = median(() -> perSecond(rebuild, projection));
            report(projection.name() + ", no rows there", fromNothing, read);
            report(projection.name() + ", over its rows", again, read);
            slowest = List.of(Math.min(slowest.get(0), fromNothing), Math.min(slowest.get(1), again));
        }
        System.out.printf(
                Locale.ROOT,
                "{\"slowestFromNothing\":%.0f,\"slowestOverItsRows\":%.0f}%n",
                slowest.get(0),
                slowest.get(1));
        return 0;
    }

    private static double median(Measurement measurement) throws SQLException {
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            rounds[round] = measurement.perSecond();
        }
        return CommandsBench.median(rounds);
    }

    private static double perSecond(ProjectionRebuild rebuild, Projection projection) {
        long begun = System.nanoTime();
        long facts = rebuild.rebuild(projection, handled -> {});
        return facts / ((System.nanoTime() - begun) / 1e9);
    }

    private void empty(Projection projection) {
        projection.tables().forEach(table -> sql.change("delete from " + table));
        projection.histories().forEach(kind -> sql.change("delete from view_history where kind = ?", kind));
    }

    private static void report(String what, double perSecond, double read) {
        System.out.printf(
                Locale.ROOT,
                "%-40s %,9.0f facts a second  %.2f of a plain cursor (%,.0f); aim %,.0f %s%n",
                what,
                perSecond,
                perSecond / read,
                read,
                AIM_PER_SECOND,
                perSecond >= AIM_PER_SECOND ? "met" : "missed");
    }

    private void fill() {
        RackWork racks = new RackWork();
        for (int i = 0; i < RACKS; i++) {
            racks.install();
        }
        for (int fact = 1; fact < FACTS_PER_RACK; fact++) {
            for (int client = 0; client < RACKS; client++) {
                racks.refit(client, RACKS);
            }
        }
    }

    /** Copies the racks' facts under new numbers until there are so many. */
    private void multiply(int events) {
        long present = sql.count("select count(*) from domain_event where aggregate_id like 'rack-%'");
        long copies = Math.max(0, events / present - 1);
        sql.change(
                "insert into domain_event (event_id, aggregate_id, sequence_number, aggregate_type, recorded_at,"
                        + " payload_type, payload_revision, payload, meta_data)"
                        + " select gen_random_uuid()::text, 'rack-' || number, sequence_number, aggregate_type,"
                        + " recorded_at, payload_type, payload_revision,"
                        + " jsonb_set(payload, '{rackId}', to_jsonb(number)), meta_data"
                        + " from (select e.*, (payload ->> 'rackId')::bigint + copy * 1000000 as number, copy"
                        + " from domain_event e, generate_series(1, ?::int) as copy"
                        + " where aggregate_id like 'rack-%' order by copy, global_index) as copies"
                        + " order by copy, global_index",
                copies);
        sql.change("analyze domain_event");
    }

    private double cursor() throws SQLException {
        long begun = System.nanoTime();
        long rows = 0;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(
                    "select aggregate_id, sequence_number, recorded_at, payload_type, payload::text, meta_data::text"
                            + " from domain_event order by global_index")) {
                statement.setFetchSize(1_000);
                try (ResultSet events = statement.executeQuery()) {
                    while (events.next()) {
                        rows += events.getString(5).isEmpty() ? 0 : 1;
                    }
                }
            }
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return rows / ((System.nanoTime() - begun) / 1e9);
    }

    /** One round. */
    @FunctionalInterface
    private interface Measurement {
        double perSecond() throws SQLException;
    }
}
