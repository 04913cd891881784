package myidc.compute.event;

import myidc.shared.id.ShareTokenId;
import myidc.shared.id.TenantId;

/** The life of a token by which the owner of a group takes another tenant in. */
public sealed interface ShareTokenEvent {
    ShareTokenId shareTokenId();

    /**
     * A tenant has a token from now on.
     *
     * @param uuid what both sides know it by
     * @param groupUuid the one group that it is good for
     * @param secretHash SHA-256 of the token, 64 hex digits
     */
    record ShareTokenMade(
            ShareTokenId shareTokenId,
            TenantId tenantId,
            String uuid,
            String groupUuid,
            String label,
            String secretHash)
            implements ShareTokenEvent {}

    record ShareTokenLabelled(ShareTokenId shareTokenId, String label) implements ShareTokenEvent {}

    record ShareTokenDeleted(ShareTokenId shareTokenId, TenantId tenantId) implements ShareTokenEvent {}
}
