package myidc.compute.event;

import java.time.Instant;
import java.util.List;
import myidc.platform.privacy.Personal;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TransferId;

/** The life of an offer of machines to whoever has its token. */
public sealed interface TransferEvent {
    TransferId transferId();

    /**
     * A tenant offers machines.
     *
     * @param tokenHash SHA-256 of the token, 64 hex digits
     * @param token the token under the offer's own key
     * @param expiresAt until when it may be accepted
     */
    record TransferOffered(
            TransferId transferId,
            TenantId tenantId,
            List<InstanceId> instanceIds,
            String tokenHash,
            Personal token,
            Instant expiresAt)
            implements TransferEvent {}

    record TransferCancelled(TransferId transferId, TenantId tenantId) implements TransferEvent {}

    /** Another tenant took the machines. */
    record TransferAccepted(TransferId transferId, TenantId tenantId) implements TransferEvent {}

    /** The same, as the account that has them now is told. */
    record TransferReceived(TransferId transferId, TenantId recipientTenantId) implements TransferEvent {}

    /** Nobody accepted it in time. */
    record TransferWentStale(TransferId transferId, TenantId tenantId) implements TransferEvent {}

    /** It can be accepted no more, since a machine is not its tenant's any longer. */
    record TransferFailed(TransferId transferId, TenantId tenantId, String cause) implements TransferEvent {}
}
