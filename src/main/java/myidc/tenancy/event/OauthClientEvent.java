package myidc.tenancy.event;

import myidc.shared.id.OauthClientId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The life of an OAuth client. */
public sealed interface OauthClientEvent {
    OauthClientId oauthClientId();

    /**
     * A client was registered.
     *
     * @param key the name it shows itself by, 20 hex digits
     * @param open true for a client that can keep no secret
     * @param secretHash SHA-256 of its secret, null for an open client
     */
    record OauthClientRegistered(
            OauthClientId oauthClientId,
            TenantId tenantId,
            String key,
            String label,
            String redirectUri,
            boolean open,
            @Nullable String secretHash)
            implements OauthClientEvent {}

    /** The client has this label and sends people back to this address from now on. */
    record OauthClientAmended(OauthClientId oauthClientId, String label, String redirectUri)
            implements OauthClientEvent {}

    /** The client's old secret is worth nothing any more. */
    record OauthSecretReset(OauthClientId oauthClientId, String secretHash) implements OauthClientEvent {}

    /** The client was removed; what it holds is revoked. */
    record OauthClientRemoved(OauthClientId oauthClientId) implements OauthClientEvent {}
}
