package myidc.platform.db;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plain SQL in the running transaction, for what views and entities do not say well. */
@Singleton
public final class Sql {
    /** Rows a cursor fetches at a time. */
    private static final int CURSOR_ROWS = 500;

    private final AgroalDataSource dataSource;
    private final LaterWrites later;

    Sql(AgroalDataSource dataSource, LaterWrites later) {
        this.dataSource = dataSource;
        this.later = later;
    }

    /**
     * A statement whose result nobody asks for: it waits for the transaction's next read or its end and is sent with the
     * others that wait, in their order and in one message. An error of it is thrown then. Not for tables that are read
     * through Hibernate in the same transaction.
     */
    public void later(String sql, @Nullable Object... values) {
        if (!later.add(sql, values)) {
            run(sql, values);
        }
    }

    /** Sends what waits in the running transaction. */
    public void sendLater() {
        later.send();
    }

    private void run(String sql, @Nullable Object[] values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 0, values);
            statement.execute();
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    /** Rows changed. Instants are bound as timestamptz. */
    public int change(String sql, @Nullable Object... values) {
        Rehearsal.refuseToWrite();
        later.send();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 0, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    public <R> List<R> rows(String sql, Row<R> each, @Nullable Object... values) {
        later.send();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 0, values);
            List<R> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(each.read(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    /** Reads rows of any number one by one through a cursor, in bounded memory; needs a running transaction. */
    public void each(String sql, EachRow each, @Nullable Object... values) {
        later.send();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 0, values);
            statement.setFetchSize(CURSOR_ROWS);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    each.read(result);
                }
            }
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    /**
     * Several reads in one message, for an answer made of rows of several tables: the way to the database and back is gone
     * once for all of them. Each sees what is committed when it is reached.
     */
    public void together(Read... reads) {
        later.send();
        String all = Arrays.stream(reads).map(Read::sql).collect(Collectors.joining(";"));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(all)) {
            int bound = 0;
            for (Read read : reads) {
                bind(statement, bound, read.values().toArray());
                bound += read.values().size();
            }
            statement.execute();
            for (Read read : reads) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        read.each().read(result);
                    }
                }
                statement.getMoreResults();
            }
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    public <R> Optional<R> row(String sql, Row<R> each, @Nullable Object... values) {
        List<R> rows = rows(sql, each, values);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    public long count(String sql, @Nullable Object... values) {
        return row(sql, result -> result.getLong(1), values).orElse(0L);
    }

    static void bind(PreparedStatement statement, int before, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(before + i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        }
    }

    /** An instant of a timestamptz column. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** One of several reads that go together: a single statement, who takes its rows, and the values it is asked with. */
    public record Read(String sql, EachRow each, List<?> values) {}

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<R> {
        R read(ResultSet row) throws SQLException;
    }

    /** Does something with one row. */
    @FunctionalInterface
    public interface EachRow {
        void read(ResultSet row) throws SQLException;
    }

    /** A statement the database refused; the cause carries its SQL state. */
    public static final class SqlFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SqlFailed(SQLException cause) {
            super(cause.getMessage(), cause);
        }

        /** Five-character state of the SQL standard, empty when unknown. */
        public String state() {
            return getCause() instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
        }
    }
}
