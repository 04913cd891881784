package myidc.tenancy;

import myidc.shared.id.OauthClientId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of an OAuth client. */
public sealed interface OauthClientCommand {
    record RegisterOauthClient(
            @TargetAggregateIdentifier OauthClientId oauthClientId,
            TenantId tenantId,
            String key,
            OauthClientTerms terms,
            @Nullable String secretHash)
            implements OauthClientCommand {}

    record AmendOauthClient(@TargetAggregateIdentifier OauthClientId oauthClientId, String label, String redirectUri)
            implements OauthClientCommand {}

    record ResetOauthSecret(@TargetAggregateIdentifier OauthClientId oauthClientId, String secretHash)
            implements OauthClientCommand {}

    record RemoveOauthClient(@TargetAggregateIdentifier OauthClientId oauthClientId) implements OauthClientCommand {}

    /**
     * What the client is to be.
     *
     * @param open true for a client that can keep no secret
     */
    record OauthClientTerms(String label, String redirectUri, boolean open) {}
}
