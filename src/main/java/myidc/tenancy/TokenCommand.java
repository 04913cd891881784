package myidc.tenancy;

import java.time.Instant;
import myidc.shared.id.OauthClientId;
import myidc.shared.id.PersonId;
import myidc.shared.id.TokenId;
import myidc.tenancy.event.TokenSecret;
import myidc.tenancy.event.TokenUse;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a token. */
public sealed interface TokenCommand {
    /**
     * Issues a token.
     *
     * @param granted what the one who asks may do; the token's scopes lie within
     */
    record IssueToken(@TargetAggregateIdentifier TokenId tokenId, TokenOwner owner, TokenTerms terms, Scopes granted)
            implements TokenCommand {}

    record NoteFirstUse(@TargetAggregateIdentifier TokenId tokenId) implements TokenCommand {}

    record RelabelToken(@TargetAggregateIdentifier TokenId tokenId, String label) implements TokenCommand {}

    record ShrinkScopes(@TargetAggregateIdentifier TokenId tokenId, Scopes scopes) implements TokenCommand {}

    record RefreshToken(
            @TargetAggregateIdentifier TokenId tokenId,
            String refreshHash,
            TokenSecret secret,
            @Nullable Instant expiry)
            implements TokenCommand {}

    record RevokeToken(@TargetAggregateIdentifier TokenId tokenId) implements TokenCommand {}

    /** Whose token it is, and for what. */
    record TokenOwner(
            PersonId personId, TokenUse use, @Nullable OauthClientId clientId) {
        public static TokenOwner personal(PersonId person) {
            return new TokenOwner(person, TokenUse.PERSONAL, null);
        }
    }

    /** What the token is to be. */
    record TokenTerms(
            String label,
            Scopes scopes,
            TokenSecret secret,
            @Nullable Instant expiry) {}
}
