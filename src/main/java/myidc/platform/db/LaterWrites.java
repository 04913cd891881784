package myidc.platform.db;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Statements that wait in a transaction until they are sent together: one round trip in place of many. */
@Singleton
final class LaterWrites {
    /** More in one message would make a text of its own for each number of them, prepared and never used again. */
    private static final int AT_ONCE_MAX = 8;

    private static final int WAITING_MAX = 200;

    private final AgroalDataSource dataSource;
    private final TransactionSynchronizationRegistry transactions;

    LaterWrites(AgroalDataSource dataSource, TransactionSynchronizationRegistry transactions) {
        this.dataSource = dataSource;
        this.transactions = transactions;
    }

    /** False when no transaction runs in which the statement could wait. */
    boolean add(String sql, @Nullable Object[] values) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            return false;
        }
        Waiting waiting = (Waiting) transactions.getResource(LaterWrites.class);
        if (waiting == null) {
            waiting = new Waiting();
            transactions.putResource(LaterWrites.class, waiting);
            transactions.registerInterposedSynchronization(new SendAtTheEnd());
        }
        waiting.statements.add(new Statement(sql, Arrays.asList(values)));
        if (waiting.statements.size() >= WAITING_MAX) {
            send();
        }
        return true;
    }

    void send() {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            return;
        }
        Waiting waiting = (Waiting) transactions.getResource(LaterWrites.class);
        if (waiting == null || waiting.statements.isEmpty()) {
            return;
        }
        List<Statement> statements = List.copyOf(waiting.statements);
        waiting.statements.clear();
        try (Connection connection = dataSource.getConnection()) {
            for (int first = 0; first < statements.size(); first += AT_ONCE_MAX) {
                send(connection, statements.subList(first, Math.min(first + AT_ONCE_MAX, statements.size())));
            }
        } catch (SQLException e) {
            throw new Sql.SqlFailed(e);
        }
    }

    private static void send(Connection connection, List<Statement> statements) throws SQLException {
        String text = statements.stream().map(Statement::sql).collect(Collectors.joining(";"));
        try (PreparedStatement prepared = connection.prepareStatement(text)) {
            int bound = 0;
            for (Statement statement : statements) {
                Sql.bind(prepared, bound, statement.values().toArray());
                bound += statement.values().size();
            }
            prepared.execute();
        }
    }

    private record Statement(String sql, List<@Nullable Object> values) {}

    private static final class Waiting {
        private final List<Statement> statements = new ArrayList<>();
    }

    private final class SendAtTheEnd implements Synchronization {
        @Override
        public void beforeCompletion() {
            send();
        }

        @Override
        public void afterCompletion(int status) {
            // What waited went with the transaction.
        }
    }
}
