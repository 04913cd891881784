package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.billing.event.PurseEvent.CreditExpired;
import myidc.billing.event.PurseEvent.CreditGranted;
import myidc.billing.event.PurseEvent.DepositMoved;
import myidc.billing.event.PurseEvent.DunningEnded;
import myidc.billing.event.PurseEvent.DunningStepTaken;
import myidc.billing.event.PurseEvent.Means;
import myidc.billing.event.PurseEvent.PaymentReceived;
import myidc.billing.event.PurseEvent.PaymentReturned;
import myidc.billing.event.PurseEvent.ReceivableFellDue;
import myidc.billing.event.PurseEvent.ReceivableOpened;
import myidc.billing.event.PurseEvent.ReceivableReduced;
import myidc.billing.event.PurseEvent.ServiceResumed;
import myidc.billing.event.PurseEvent.ServiceStopped;
import myidc.billing.event.PurseEvent.WalletMoved;
import myidc.billing.event.PurseEvent.WalletPaidOut;
import myidc.billing.event.PurseEvent.WalletTermsSet;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes what accounts owe, have paid and have in hand. */
@Singleton
@ProcessingGroup("billing.read")
public final class PurseProjection implements Projection {
    private final Sql sql;

    PurseProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.purses";
    }

    @Override
    public List<String> tables() {
        return List.of("purse_view", "receivable_view", "settlement_view", "payment_view", "credit_grant_view");
    }

    @EventHandler
    void on(ReceivableOpened fact) {
        purse(fact.purseId().value(), fact.currency());
        sql.later(
                "insert into receivable_view (invoice_id, account_id, entity, currency, total, open, due_on)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                fact.invoiceId().value(),
                fact.purseId().value(),
                fact.entity(),
                fact.currency(),
                fact.total(),
                fact.total(),
                fact.dueOn());
    }

    @EventHandler
    void on(ReceivableReduced fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        long purse = fact.purseId().value();
        sql.change(
                "update receivable_view set open = ?::numeric, settled_at = case when ?::numeric = 0 then ?::timestamptz end,"
                        + " credited = credited + ?::numeric, written_off = written_off + ?::numeric where invoice_id = ?",
                fact.open(),
                fact.open(),
                at,
                fact.means() == Means.CREDIT_NOTE ? fact.amount() : 0,
                fact.means() == Means.WRITE_OFF ? fact.amount() : 0,
                fact.invoiceId().value());
        sql.change(
                "insert into settlement_view (cause, invoice_id, account_id, means, source, currency, amount, booked_on,"
                        + " settled_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                fact.purseId().text() + "#" + sequence,
                fact.invoiceId().value(),
                purse,
                fact.means().name(),
                fact.source(),
                fact.currency(),
                fact.amount(),
                fact.bookedOn(),
                at);
        if (fact.means() == Means.WALLET) {
            sql.change("update purse_view set wallet = wallet - ? where id = ?", fact.amount(), purse);
        }
        if (fact.means() == Means.DEPOSIT) {
            sql.change("update purse_view set deposit = deposit - ? where id = ?", fact.amount(), purse);
        }
        if (fact.means() == Means.CREDIT) {
            sql.change(
                    "update credit_grant_view set left_over = left_over - ? where account_id = ? and number = ?",
                    fact.amount(),
                    purse,
                    Integer.parseInt(fact.source().substring("credit-".length())));
        }
    }

    @EventHandler
    void on(PaymentReceived fact, @Timestamp Instant at) {
        purse(fact.purseId().value(), fact.currency());
        sql.change(
                "insert into payment_view (id, account_id, entity, currency, amount, received_on, way, reference, recorded_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                fact.paymentId().value(),
                fact.purseId().value(),
                fact.entity(),
                fact.currency(),
                fact.amount(),
                fact.receivedOn(),
                fact.way().name(),
                fact.reference(),
                at);
    }

    @EventHandler
    void on(PaymentReturned fact) {
        sql.change(
                "update payment_view set returned = ? where id = ?",
                fact.reason(),
                fact.paymentId().value());
    }

    @EventHandler
    void on(WalletMoved fact) {
        purse(fact.purseId().value(), fact.currency());
        sql.change(
                "update purse_view set wallet = ? where id = ?",
                fact.balance(),
                fact.purseId().value());
    }

    @EventHandler
    void on(WalletPaidOut fact) {
        sql.change(
                "update purse_view set wallet = ? where id = ?",
                fact.balance(),
                fact.purseId().value());
    }

    @EventHandler
    void on(WalletTermsSet fact) {
        sql.change(
                "insert into purse_view (id, version, currency, low_at, stop_when_empty)"
                        + " select id, 0, currency, ?::numeric, ? from billing_account_view where id = ?"
                        + " on conflict (id) do update set low_at = excluded.low_at, stop_when_empty = excluded.stop_when_empty",
                fact.lowAt(),
                fact.stopWhenEmpty(),
                fact.purseId().value());
    }

    @EventHandler
    void on(CreditGranted fact, @Timestamp Instant at) {
        purse(fact.purseId().value(), fact.currency());
        sql.change(
                "insert into credit_grant_view (account_id, number, name, currency, amount, left_over, scope, monthly_cap,"
                        + " expires_at, granted_at) values (?, ?, ?, ?, ?, ?, ?, ?::numeric, ?::timestamptz, ?)",
                fact.purseId().value(),
                fact.number(),
                fact.name(),
                fact.currency(),
                fact.amount(),
                fact.amount(),
                String.join(",", fact.scope()),
                fact.monthlyCap(),
                fact.expiresAt(),
                at);
    }

    @EventHandler
    void on(CreditExpired fact) {
        sql.change(
                "update credit_grant_view set expired = true where account_id = ? and number = ?",
                fact.purseId().value(),
                fact.number());
    }

    @EventHandler
    void on(DepositMoved fact) {
        purse(fact.purseId().value(), fact.currency());
        sql.change(
                "update purse_view set deposit = ? where id = ?",
                fact.balance(),
                fact.purseId().value());
    }

    @EventHandler
    void on(DunningStepTaken fact) {
        sql.change(
                "update purse_view set dunning_step = ? where id = ?",
                fact.step(),
                fact.purseId().value());
    }

    @EventHandler
    void on(ReceivableFellDue fact, @Timestamp Instant at) {
        sql.change(
                "update receivable_view set overdue_at = ? where invoice_id = ?",
                at,
                fact.invoiceId().value());
    }

    @EventHandler
    void on(DunningEnded fact) {
        sql.change(
                "update purse_view set dunning_step = 0 where id = ?",
                fact.purseId().value());
    }

    @EventHandler
    void on(ServiceStopped fact) {
        sql.change(
                "update purse_view set stopped = ? where id = ?",
                fact.cause().name(),
                fact.purseId().value());
    }

    @EventHandler
    void on(ServiceResumed fact) {
        sql.change(
                "update purse_view set stopped = null where id = ? and stopped = ?",
                fact.purseId().value(),
                fact.cause().name());
    }

    private void purse(long id, String currency) {
        sql.later(
                "insert into purse_view (id, version, currency) values (?, 0, ?) on conflict (id) do nothing",
                id,
                currency);
    }
}
