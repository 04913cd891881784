package myidc.compute;

import myidc.shared.id.ShareTokenId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a token by which the owner of a group takes another tenant in. */
public sealed interface ShareTokenCommand {
    record MakeShareToken(
            @TargetAggregateIdentifier ShareTokenId shareTokenId, TenantId tenantId, Marks marks, String label)
            implements ShareTokenCommand {}

    record LabelShareToken(@TargetAggregateIdentifier ShareTokenId shareTokenId, String label)
            implements ShareTokenCommand {}

    record DeleteShareToken(@TargetAggregateIdentifier ShareTokenId shareTokenId) implements ShareTokenCommand {}

    /** What it is known by, the group it is good for, and the SHA-256 of its secret. */
    record Marks(String uuid, String groupUuid, String secretHash) {}
}
