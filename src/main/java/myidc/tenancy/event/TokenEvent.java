package myidc.tenancy.event;

import java.time.Instant;
import java.util.List;
import myidc.shared.id.OauthClientId;
import myidc.shared.id.PersonId;
import myidc.shared.id.TokenId;
import org.jspecify.annotations.Nullable;

/** The life of a bearer token. */
public sealed interface TokenEvent {
    TokenId tokenId();

    /**
     * A token was issued.
     *
     * @param scopes what it may be used for, such as {@code linodes:read_only}, or {@code *}
     * @param expiry when it ends, null for never
     * @param clientId the OAuth client that holds it, null for others
     */
    record TokenIssued(
            TokenId tokenId,
            PersonId personId,
            TokenUse use,
            String label,
            List<String> scopes,
            TokenSecret secret,
            @Nullable Instant expiry,
            @Nullable OauthClientId clientId)
            implements TokenEvent {}

    /** The token was used for the first time. */
    record TokenUsedFirst(TokenId tokenId) implements TokenEvent {}

    /** The token has another label. */
    record TokenRelabelled(TokenId tokenId, String label) implements TokenEvent {}

    /** The token may be used for less from now on. */
    record TokenScopesShrunk(TokenId tokenId, List<String> scopes) implements TokenEvent {}

    /** An OAuth client exchanged its refresh token: both secrets are new. */
    record TokenRefreshed(
            TokenId tokenId, TokenSecret secret, @Nullable Instant expiry) implements TokenEvent {}

    /** The token is worth nothing any more. */
    record TokenRevoked(TokenId tokenId) implements TokenEvent {}
}
