package myidc.bench;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The yardstick: the rows that an answer is made of, got by statements written for it, every column read. */
final class PlainInventory implements AutoCloseable {
    private static final int PAGE = 100;
    private static final String LIKE =
            "(lower(name) like ? or lower(serial) like ? or lower(asset_tag) like ? or lower(model) like ?)";

    private final AgroalDataSource dataSource;
    private final InventoryBook book;

    /** Beyond any number that the portal gives. */
    private final AtomicLong assignments = new AtomicLong(1_000_000_000_000L);

    PlainInventory(AgroalDataSource dataSource, InventoryBook book) {
        this.dataSource = dataSource;
        this.book = book;
    }

    @Override
    public void close() {
        // Connections go back with each question.
    }

    /** What the answer of an operation that reads nothing but the caller's token needs. */
    void least() {
        with(rows -> rows.read("select 1"));
    }

    void elevation(long rack) {
        with(rows -> {
            rows.read("select * from rack_view where id = ?", rack);
            rows.read(
                    "select d.*, h.id as host_id from device_view d left join host_view h on h.device_id = d.id"
                            + " where rack_id = ? order by position_u desc nulls last, d.id",
                    rack);
            rows.read("select * from reservation_view where rack_id = ?", rack);
        });
    }

    void search(String text) {
        String like = "%" + text + "%";
        with(rows -> {
            rows.read("select count(*) from device_view where " + LIKE, like, like, like, like);
            rows.read(
                    "select d.*, (select name from rack_view r where r.id = d.rack_id) as rack_name from device_view d"
                            + " where " + LIKE + " order by d.name, d.id limit 25",
                    like,
                    like,
                    like,
                    like);
        });
    }

    void prefix() {
        with(rows -> {
            rows.read("select * from prefix_view where id = ?", book.prefix);
            rows.read("select count(*) from address_view where prefix_id = ? and released_at is null", book.prefix);
            rows.read(
                    "select count(*) from address_view where prefix_id = ? and quarantined_until > now()"
                            + " and quarantine_lifted_at is null",
                    book.prefix);
        });
    }

    void addresses(int page) {
        with(rows -> {
            rows.read("select count(*) from address_view where prefix_id = ? and released_at is null", book.prefix);
            rows.read(
                    "select * from address_view where prefix_id = ? and released_at is null order by address_order"
                            + " limit ? offset ?",
                    book.prefix,
                    PAGE,
                    PAGE * (page - 1));
        });
    }

    void asOf(String kind, Instant at, int page) {
        with(rows -> {
            rows.read(
                    "select count(*) from view_history where kind = ? and valid @> ?",
                    kind,
                    at.atOffset(ZoneOffset.UTC));
            rows.read(
                    "select shown from view_history where kind = ? and valid @> ? order by id limit ? offset ?",
                    kind,
                    at.atOffset(ZoneOffset.UTC),
                    PAGE,
                    PAGE * (page - 1));
        });
    }

    /** Racks of the past with what stood in them, which is how full they are said to have been. */
    void racksAsOf(Instant at, int page) {
        asOf("rack", at, page);
        with(rows -> rows.read(
                "select shown from view_history where kind = 'device' and valid @> ? and (shown ->> 'rackId')::bigint"
                        + " in (select id from view_history where kind = 'rack' and valid @> ? order by id limit ? offset ?)",
                at.atOffset(ZoneOffset.UTC),
                at.atOffset(ZoneOffset.UTC),
                PAGE,
                PAGE * (page - 1)));
    }

    /** What giving out an address writes: the claim, the fact, the row; durable when it returns. */
    void nextFree() {
        long assignment = assignments.incrementAndGet();
        with(rows -> {
            String address = rows.read(
                    "delete from address_free where prefix_id = ? and address = (select address from"
                            + " address_free where prefix_id = ? order by address limit 1 for update skip locked)"
                            + " returning host(address)",
                    book.prefix,
                    book.prefix);
            rows.write(
                    "insert into address_claim (address, prefix_id, assignment_id, holder) values (?::inet, ?, ?, 'bench')",
                    address,
                    book.prefix,
                    assignment);
            rows.write(
                    "insert into domain_event (event_id, aggregate_id, sequence_number, aggregate_type, recorded_at,"
                            + " payload_type, payload_revision, payload, meta_data) select ?, ?, 0, aggregate_type, now(),"
                            + " payload_type, payload_revision, payload, meta_data from domain_event"
                            + " where payload_type = 'network.AddressAssigned' order by global_index limit 1",
                    UUID.randomUUID().toString(),
                    "assignment-" + assignment);
            rows.write(
                    "insert into address_view (id, prefix_id, address, address_order, prefix_length, gateway, holder,"
                            + " assigned_at) values (?, ?, ?, lpad(to_hex(?::inet - inet '0.0.0.0'), 8, '0'), 8, '10.0.0.1',"
                            + " 'bench', now())",
                    assignment,
                    book.prefix,
                    address,
                    address);
        });
    }

    private void with(Question question) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            question.ask(new Rows(connection));
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Question {
        void ask(Rows rows) throws SQLException;
    }

    private record Rows(Connection connection) {
        /** Reads all; tells the first column of the last row. */
        String read(String statement, Object... values) throws SQLException {
            try (PreparedStatement prepared = prepared(statement, values);
                    ResultSet found = prepared.executeQuery()) {
                int columns = found.getMetaData().getColumnCount();
                String first = "";
                while (found.next()) {
                    first = found.getString(1);
                    for (int column = 2; column <= columns; column++) {
                        found.getObject(column);
                    }
                }
                return first;
            }
        }

        void write(String statement, Object... values) throws SQLException {
            try (PreparedStatement prepared = prepared(statement, values)) {
                prepared.executeUpdate();
            }
        }

        private PreparedStatement prepared(String statement, Object... values) throws SQLException {
            PreparedStatement prepared = connection.prepareStatement(statement);
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            return prepared;
        }
    }
}
