package myidc.bench;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The yardstick: the rows that answers about guests are made of, got and written by statements made for it. */
final class PlainGuests {
    /** Beyond any number that the portal gives. */
    private static final long FAR = 1_000_000_000_000L;

    private static final List<String> WRITTEN = List.of(
            "compute.InstanceRequested",
            "compute.CapacityReserved",
            "compute.InstancePlaced",
            "network.AddressAssigned",
            "compute.AddressAttached");

    private final AgroalDataSource dataSource;
    private final TenantRoom room;
    private final AtomicLong numbers = new AtomicLong(FAR);

    PlainGuests(AgroalDataSource dataSource, TenantRoom room) {
        this.dataSource = dataSource;
        this.room = room;
    }

    void list() {
        with(connection -> {
            read(connection, "select count(*) from instance_view where tenant_id = ?", room.tenant);
            read(connection, "select * from instance_view where tenant_id = ? order by id limit 500", room.tenant);
            read(
                    connection,
                    "select address.* from address_view address join instance_view guest on address.holder ="
                            + " 'instance-' || guest.id where guest.tenant_id = ? and address.released_at is null",
                    room.tenant);
        });
    }

    void one() {
        with(connection -> {
            read(connection, "select * from instance_view where id = ? and tenant_id = ?", room.guest, room.tenant);
            read(
                    connection,
                    "select * from address_view where holder = ? and released_at is null",
                    "instance-" + room.guest);
        });
    }

    /** The facts of a guest made, its row, its address's row and what the room is to do: durable when it returns. */
    void create() {
        long number = numbers.incrementAndGet();
        with(connection -> {
            for (String fact : WRITTEN) {
                write(
                        connection,
                        "insert into domain_event (event_id, aggregate_id, sequence_number, aggregate_type, recorded_at,"
                                + " payload_type, payload_revision, payload, meta_data) select ?, ?, 0, aggregate_type,"
                                + " now(), payload_type, payload_revision, payload, meta_data from domain_event"
                                + " where global_index = (select min(global_index) from domain_event where payload_type = ?)",
                        UUID.randomUUID().toString(),
                        fact + "-" + number,
                        fact);
            }
            copy(connection, "instance_view", number, room.guest);
            write(
                    connection,
                    "insert into address_view select (jsonb_populate_record(one, jsonb_build_object('id', ?::bigint,"
                            + " 'holder', ?::text))).* from address_view one where holder = ? limit 1",
                    number,
                    "bench-" + number,
                    "instance-" + room.guest);
            write(connection, "insert into room_work values (?, 'NONE', 'infinity', 0)", number);
        });
    }

    /** Takes the yardstick's rows away again: what is not there was never asked for. */
    void clear() {
        with(connection -> {
            write(connection, "delete from instance_view where id > ?", FAR);
            write(connection, "delete from address_view where id > ?", FAR);
            write(connection, "delete from room_work where instance_id > ?", FAR);
        });
    }

    private static void copy(Connection connection, String table, long number, long of) throws SQLException {
        write(
                connection,
                "insert into " + table
                        + " select (jsonb_populate_record(one, jsonb_build_object('id', ?::bigint, 'label',"
                        + " ?::text, 'tenant_id', -1))).* from " + table + " one where id = ?",
                number,
                "bench-" + number,
                of);
    }

    private void with(Question question) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            question.ask(connection);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Question {
        void ask(Connection connection) throws SQLException;
    }

    private static void read(Connection connection, String statement, Object... values) throws SQLException {
        List<Object> all = new ArrayList<>();
        try (PreparedStatement prepared = prepared(connection, statement, values);
                ResultSet found = prepared.executeQuery()) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                for (int column = 1; column <= columns; column++) {
                    all.add(String.valueOf(found.getObject(column)));
                }
            }
        }
        if (all.isEmpty()) {
            throw new IllegalStateException("nothing was found by " + statement);
        }
    }

    private static void write(Connection connection, String statement, Object... values) throws SQLException {
        try (PreparedStatement prepared = prepared(connection, statement, values)) {
            prepared.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String statement, Object... values)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int i = 0; i < values.length; i++) {
            prepared.setObject(i + 1, values[i]);
        }
        return prepared;
    }
}
