package myidc.platform.axon;

import jakarta.inject.Singleton;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/** Axon's view of the container's transactions: joins a running one, else begins its own. */
@Singleton
public final class JtaTransactions implements TransactionManager {
    private final jakarta.transaction.TransactionManager jta;

    public JtaTransactions(jakarta.transaction.TransactionManager jta) {
        this.jta = jta;
    }

    @Override
    public Transaction startTransaction() {
        try {
            if (jta.getStatus() != Status.STATUS_NO_TRANSACTION) {
                return new Joined(jta);
            }
            jta.begin();
            return new Own(jta);
        } catch (SystemException | NotSupportedException e) {
            throw new IllegalStateException("No transaction could be begun", e);
        }
    }

    jakarta.transaction.TransactionManager jta() {
        return jta;
    }

    private record Joined(jakarta.transaction.TransactionManager jta) implements Transaction {
        @Override
        public void commit() {
            // The transaction belongs to whoever began it.
        }

        @Override
        public void rollback() {
            try {
                if (jta.getStatus() == Status.STATUS_ACTIVE) {
                    jta.setRollbackOnly();
                }
            } catch (SystemException e) {
                throw new IllegalStateException("The transaction could not be marked for rollback", e);
            }
        }
    }

    private record Own(jakarta.transaction.TransactionManager jta) implements Transaction {
        @Override
        public void commit() {
            try {
                jta.commit();
            } catch (RollbackException e) {
                throw new CommitRefused(e);
            } catch (Exception e) {
                throw new IllegalStateException("The transaction could not be committed", e);
            }
        }

        @Override
        public void rollback() {
            try {
                if (jta.getStatus() != Status.STATUS_NO_TRANSACTION) {
                    jta.rollback();
                }
            } catch (SystemException e) {
                throw new IllegalStateException("The transaction could not be rolled back", e);
            }
        }
    }

    /** The database refused the commit; nothing was stored. */
    static final class CommitRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CommitRefused(Throwable cause) {
            super("The database refused the commit", cause);
        }
    }
}
