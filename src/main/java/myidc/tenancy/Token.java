package myidc.tenancy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.TokenId;
import myidc.tenancy.TokenCommand.IssueToken;
import myidc.tenancy.TokenCommand.NoteFirstUse;
import myidc.tenancy.TokenCommand.RefreshToken;
import myidc.tenancy.TokenCommand.RelabelToken;
import myidc.tenancy.TokenCommand.RevokeToken;
import myidc.tenancy.TokenCommand.ShrinkScopes;
import myidc.tenancy.TokenCommand.TokenTerms;
import myidc.tenancy.event.TokenEvent.TokenIssued;
import myidc.tenancy.event.TokenEvent.TokenRefreshed;
import myidc.tenancy.event.TokenEvent.TokenRelabelled;
import myidc.tenancy.event.TokenEvent.TokenRevoked;
import myidc.tenancy.event.TokenEvent.TokenScopesShrunk;
import myidc.tenancy.event.TokenEvent.TokenUsedFirst;
import myidc.tenancy.event.TokenSecret;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A bearer token: its scopes only shrink, and it ends once. */
final class Token {
    static final int LABEL_CHARS_MAX = 100;

    @AggregateIdentifier
    private @Nullable TokenId id;

    private List<String> scopes = List.of();
    private @Nullable TokenSecret secret;
    private boolean used;
    private boolean revoked;

    Token() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(IssueToken command, Claims claims, Clock clock) {
        TokenTerms terms = command.terms();
        if (!command.granted().cover(terms.scopes())) {
            throw Refused.field(
                    TenancyRefusal.SCOPES_TOO_WIDE, "scopes", "scopes must lie within those you have yourself");
        }
        checkExpiry(terms.expiry(), clock);
        claims.take(
                new Claims.Claim("tenancy.token", terms.secret().hash(), "token"),
                command.tokenId().text(),
                TenancyRefusal.TOKEN_ALREADY_KNOWN);
        apply(new TokenIssued(
                command.tokenId(),
                command.owner().personId(),
                command.owner().use(),
                Check.text("label", terms.label(), LABEL_CHARS_MAX),
                terms.scopes().names(),
                terms.secret(),
                terms.expiry(),
                command.owner().clientId()));
    }

    @CommandHandler
    void decide(NoteFirstUse command) {
        if (!used && !revoked) {
            apply(new TokenUsedFirst(command.tokenId()));
        }
    }

    @CommandHandler
    void decide(RelabelToken command) {
        alive();
        apply(new TokenRelabelled(command.tokenId(), Check.text("label", command.label(), LABEL_CHARS_MAX)));
    }

    @CommandHandler
    void decide(ShrinkScopes command) {
        alive();
        if (!new Scopes(scopes).cover(command.scopes())) {
            throw Refused.field(TenancyRefusal.SCOPES_TOO_WIDE, "scopes", "scopes of a token can only shrink");
        }
        if (!scopes.equals(command.scopes().names())) {
            apply(new TokenScopesShrunk(command.tokenId(), command.scopes().names()));
        }
    }

    @CommandHandler
    void decide(RefreshToken command) {
        alive();
        TokenSecret present = secret;
        if (present == null || !Objects.equals(present.refreshHash(), command.refreshHash())) {
            throw Refused.because(TenancyRefusal.TOKEN_REVOKED, "The refresh token was used already");
        }
        apply(new TokenRefreshed(command.tokenId(), command.secret(), command.expiry()));
    }

    @CommandHandler
    void decide(RevokeToken command, Claims claims) {
        alive();
        TokenSecret present = secret;
        if (present != null) {
            claims.release("tenancy.token", present.hash(), command.tokenId().text());
        }
        apply(new TokenRevoked(command.tokenId()));
    }

    @EventSourcingHandler
    void evolve(TokenIssued fact) {
        id = fact.tokenId();
        scopes = fact.scopes();
        secret = fact.secret();
    }

    @EventSourcingHandler
    void evolve(TokenUsedFirst fact) {
        used = true;
    }

    @EventSourcingHandler
    void evolve(TokenScopesShrunk fact) {
        scopes = fact.scopes();
    }

    @EventSourcingHandler
    void evolve(TokenRefreshed fact) {
        secret = fact.secret();
    }

    @EventSourcingHandler
    void evolve(TokenRevoked fact) {
        revoked = true;
    }

    private void alive() {
        if (revoked) {
            throw Refused.because(TenancyRefusal.TOKEN_REVOKED, "The token was revoked");
        }
    }

    private static void checkExpiry(@Nullable Instant expiry, Clock clock) {
        if (expiry != null && !expiry.isAfter(clock.instant())) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "expiry", "expiry must be in the future");
        }
    }
}
