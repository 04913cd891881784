package myidc.platform.db;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.HashSet;
import java.util.Set;

/**
 * Rows that a view writes over. A call may have read a row for its own purposes before another call changed it, and Hibernate
 * would go on with what it read first and write all of it: so the row is read anew once in each transaction, when the
 * first fact is told to it. By then the thing's facts were read too, and who changes them in between is found by the store.
 */
@Singleton
public final class FreshRows {
    private final EntityManager entities;
    private final TransactionSynchronizationRegistry transactions;
    private final Sql sql;

    FreshRows(EntityManager entities, TransactionSynchronizationRegistry transactions, Sql sql) {
        this.entities = entities;
        this.transactions = transactions;
        this.sql = sql;
    }

    /** The row as it is in the database, with what the running transaction changed of it. */
    public <T> T of(Class<T> type, Object id) {
        T row = entities.find(type, id);
        if (row == null) {
            throw new EntityNotFoundException(type.getSimpleName() + " " + id);
        }
        if (isFirst(type, id)) {
            try {
                entities.refresh(row);
            } catch (EntityNotFoundException e) {
                // Whoever took it away stored a fact of it, which the facts that wait run into.
                sql.sendLater();
                throw e;
            }
        }
        return row;
    }

    /** The running transaction makes the row, and need not read it. */
    public void isMade(Class<?> type, Object id) {
        isFirst(type, id);
    }

    private boolean isFirst(Class<?> type, Object id) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            return false;
        }
        Read read = (Read) transactions.getResource(FreshRows.class);
        if (read == null) {
            read = new Read(new HashSet<>());
            transactions.putResource(FreshRows.class, read);
        }
        return read.rows.add(new Row(type, id));
    }

    private record Row(Class<?> type, Object id) {}

    private record Read(Set<Row> rows) {}
}
