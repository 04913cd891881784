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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plain SQL in the running transaction, for what views and entities do not say well. */
@Singleton
public final class Sql {
    /** Rows a cursor fetches at a time. */
    private static final int CURSOR_ROWS = 500;

    private final AgroalDataSource dataSource;

    Sql(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Rows changed. Instants are bound as timestamptz. */
    public int change(String sql, @Nullable Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    public <R> List<R> rows(String sql, Row<R> each, @Nullable Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
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
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
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

    public <R> Optional<R> row(String sql, Row<R> each, @Nullable Object... values) {
        List<R> rows = rows(sql, each, values);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    public long count(String sql, @Nullable Object... values) {
        return row(sql, result -> result.getLong(1), values).orElse(0L);
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
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
