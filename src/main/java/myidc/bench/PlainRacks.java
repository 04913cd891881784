package myidc.bench;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import myidc.platform.db.Sql;

/**
 * The yardstick: the rows that a rack's command writes, written by prepared statements on a connection of the client's
 * own, into twins of the same tables with the same indexes, in one transaction. No rules, no objects, no JSON made.
 */
final class PlainRacks {
    private static final List<String> TABLES =
            List.of("domain_event", "claim", "rack_room", "rack_view", "view_history");

    private final AgroalDataSource dataSource = BenchPortal.bean(AgroalDataSource.class);
    private final AtomicLong numbers = new AtomicLong();
    private final Texts texts;

    /** Makes the twins; their texts are those of the latest rack in the portal's own tables. */
    PlainRacks(Sql sql) {
        sql.change("create schema plain");
        for (String table : TABLES) {
            sql.change("create table plain." + table + " (like public." + table + " including all)");
        }
        texts = new Texts(
                text(sql, "payload", "inventory.RackInstalled"),
                text(sql, "meta_data", "inventory.RackInstalled"),
                text(sql, "payload", "inventory.RackLimitsSet"),
                text(sql, "meta_data", "inventory.RackLimitsSet"),
                sql.row("select shown::text from view_history where kind = 'rack' limit 1", row -> row.getString(1))
                        .orElseThrow());
    }

    private static String text(Sql sql, String column, String fact) {
        return sql.row(
                        "select " + column + "::text from domain_event where payload_type = ? limit 1",
                        row -> row.getString(1),
                        fact)
                .orElseThrow();
    }

    Clients.Transaction installing() {
        return new Plain(this::install);
    }

    Clients.Transaction refitting(int client, int clients) {
        long there = numbers.get();
        return new Plain(rows ->
                refit(rows, ThreadLocalRandom.current().nextLong(there / clients) * clients + client + 1));
    }

    private void install(Rows rows) throws SQLException {
        long id = numbers.incrementAndGet();
        OffsetDateTime at = now();
        rows.write(
                "insert into plain.claim (kind, value, holder) values ('inventory.rack', ?, ?)"
                        + " on conflict (kind, value) do nothing",
                "site-1/R" + id,
                "rack-" + id);
        rows.write(
                "insert into plain.rack_room (rack_id, site_id, height_u, weight_kg_max, power_w_max)"
                        + " values (?, 1, 42, 1000, 8000)",
                id);
        rows.event(id, 0, "inventory.RackInstalled", at, texts.installed(), texts.installedWhy());
        rows.write(
                "insert into plain.rack_view (id, version, site_id, name, height_u, weight_kg_max, power_w_max,"
                        + " installed_at) values (?, 0, 1, ?, 42, 1000, 8000, ?)",
                id,
                "R" + id,
                at);
        rows.write(
                "insert into plain.view_history (kind, id, valid, shown) values ('rack', ?, tstzrange(?, null), ?)",
                id,
                at,
                texts.shown());
    }

    private void refit(Rows rows, long id) throws SQLException {
        OffsetDateTime at = now();
        long version = System.nanoTime();
        rows.write("update plain.rack_room set power_w_max = ? where rack_id = ?", (int) (version % 100_000), id);
        rows.event(id, version, "inventory.RackLimitsSet", at, texts.limited(), texts.limitedWhy());
        rows.write(
                "update plain.rack_view set version = ?, power_w_max = ? where id = ?",
                version,
                (int) (version % 100_000),
                id);
        rows.write(
                "update plain.view_history set valid = tstzrange(lower(valid), ?) where kind = 'rack' and id = ?"
                        + " and upper_inf(valid)",
                at,
                id);
        rows.write(
                "insert into plain.view_history (kind, id, valid, shown) values ('rack', ?, tstzrange(?, null), ?)",
                id,
                at,
                texts.shown());
    }

    private static OffsetDateTime now() {
        return java.time.Clock.systemUTC().instant().atOffset(ZoneOffset.UTC);
    }

    /** JSON of the size that the portal writes. */
    private record Texts(String installed, String installedWhy, String limited, String limitedWhy, String shown) {}

    /** What a transaction writes. */
    private interface Writing {
        void on(Rows rows) throws SQLException;
    }

    private final class Plain implements Clients.Transaction {
        private final Rows rows;
        private final Writing writing;

        Plain(Writing writing) {
            this.writing = writing;
            try {
                Connection connection = dataSource.getConnection();
                connection.setAutoCommit(false);
                this.rows = new Rows(connection);
            } catch (SQLException e) {
                throw new IllegalStateException("No connection", e);
            }
        }

        @Override
        public void run() throws SQLException {
            writing.on(rows);
            rows.connection.commit();
        }

        @Override
        public void close() throws SQLException {
            rows.connection.setAutoCommit(true);
            rows.connection.close();
        }
    }

    private record Rows(Connection connection) {
        void write(String statement, Object... values) throws SQLException {
            try (PreparedStatement prepared = connection.prepareStatement(statement, Statement.NO_GENERATED_KEYS)) {
                for (int i = 0; i < values.length; i++) {
                    prepared.setObject(i + 1, values[i]);
                }
                prepared.executeUpdate();
            }
        }

        void event(long id, long sequence, String fact, OffsetDateTime at, String payload, String why)
                throws SQLException {
            write(
                    "insert into plain.domain_event (event_id, aggregate_id, sequence_number, aggregate_type,"
                            + " recorded_at, payload_type, payload, meta_data)"
                            + " values (?, ?, ?, 'Rack', ?, ?, ?, ?)",
                    UUID.randomUUID().toString(),
                    "rack-" + id,
                    sequence,
                    at,
                    fact,
                    payload,
                    why);
        }
    }
}
