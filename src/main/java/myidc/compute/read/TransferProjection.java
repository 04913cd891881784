package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.TransferEvent.TransferAccepted;
import myidc.compute.event.TransferEvent.TransferCancelled;
import myidc.compute.event.TransferEvent.TransferFailed;
import myidc.compute.event.TransferEvent.TransferOffered;
import myidc.compute.event.TransferEvent.TransferReceived;
import myidc.compute.event.TransferEvent.TransferWentStale;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TransferId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes what {@link Transfers} reads: offers of machines, and what became of them. */
@Singleton
@ProcessingGroup("compute.read")
public final class TransferProjection implements Projection {
    private final Sql sql;

    TransferProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "compute.transfers";
    }

    @Override
    public List<String> tables() {
        return List.of("transfer_view");
    }

    @EventHandler
    void on(TransferOffered fact, @Timestamp Instant at) {
        sql.change(
                "insert into transfer_view (id, tenant_id, token_hash, token_key, token_sealed, status, instances,"
                        + " expires_at, created_at, updated_at) values (?, ?, ?, ?, ?, 'pending', ?::bigint[], ?, ?, ?)",
                fact.transferId().value(),
                fact.tenantId().value(),
                fact.tokenHash(),
                fact.token().person(),
                fact.token().sealed(),
                fact.instanceIds().stream().map(InstanceId::value).toArray(Long[]::new),
                fact.expiresAt(),
                at,
                at);
    }

    @EventHandler
    void on(TransferCancelled fact, @Timestamp Instant at) {
        ended(fact.transferId(), "canceled", at);
    }

    /** Machines change hands in the same breath. */
    @EventHandler
    void on(TransferAccepted fact, @Timestamp Instant at) {
        ended(fact.transferId(), "completed", at);
    }

    @EventHandler
    void on(TransferReceived fact) {
        sql.change(
                "update transfer_view set recipient_id = ? where id = ?",
                fact.recipientTenantId().value(),
                fact.transferId().value());
    }

    @EventHandler
    void on(TransferWentStale fact, @Timestamp Instant at) {
        ended(fact.transferId(), "stale", at);
    }

    @EventHandler
    void on(TransferFailed fact, @Timestamp Instant at) {
        ended(fact.transferId(), "failed", at);
    }

    private void ended(TransferId id, String status, Instant at) {
        sql.change("update transfer_view set status = ?, updated_at = ? where id = ?", status, at, id.value());
    }
}
