package myidc.compute;

import java.time.Instant;
import java.util.List;
import myidc.platform.privacy.Personal;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TransferId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of an offer of machines to another account. */
public sealed interface TransferCommand {
    TransferId transferId();

    record OfferTransfer(
            @TargetAggregateIdentifier TransferId transferId,
            TenantId tenantId,
            List<InstanceId> instanceIds,
            Secret secret,
            Instant expiresAt)
            implements TransferCommand {
        /** Machines of one offer. */
        public static final int MACHINES_MAX = 20;
    }

    record CancelTransfer(@TargetAggregateIdentifier TransferId transferId) implements TransferCommand {}

    record AcceptTransfer(@TargetAggregateIdentifier TransferId transferId, TenantId recipient)
            implements TransferCommand {}

    /** Its time is over; before that it changes nothing. */
    record ReportTransferStale(@TargetAggregateIdentifier TransferId transferId) implements TransferCommand {}

    record ReportTransferFailed(@TargetAggregateIdentifier TransferId transferId, String cause)
            implements TransferCommand {}

    /** A token by its SHA-256, and sealed. */
    record Secret(String hash, Personal sealed) {}
}
