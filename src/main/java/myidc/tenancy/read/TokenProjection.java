package myidc.tenancy.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.platform.axon.Projection;
import myidc.shared.id.TokenId;
import myidc.tenancy.event.OauthClientEvent.OauthClientRemoved;
import myidc.tenancy.event.PersonEvent.PersonErased;
import myidc.tenancy.event.PersonEvent.PersonRemoved;
import myidc.tenancy.event.TokenEvent.TokenIssued;
import myidc.tenancy.event.TokenEvent.TokenRefreshed;
import myidc.tenancy.event.TokenEvent.TokenRelabelled;
import myidc.tenancy.event.TokenEvent.TokenRevoked;
import myidc.tenancy.event.TokenEvent.TokenScopesShrunk;
import myidc.tenancy.event.TokenEvent.TokenUsedFirst;
import myidc.tenancy.event.TokenSecret;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link TokenView}; a person or a client that goes takes their tokens along. */
@Singleton
@ProcessingGroup("tenancy.read")
public final class TokenProjection implements Projection {
    @Override
    public String name() {
        return "tenancy.tokens";
    }

    @Override
    public List<String> tables() {
        return List.of("token_view");
    }

    @EventHandler
    void on(TokenIssued fact, @Timestamp Instant at, @SequenceNumber Long version) {
        TokenView token = new TokenView();
        token.id = fact.tokenId().value();
        token.version = version;
        token.personId = fact.personId().value();
        token.tokenUse = fact.use();
        token.label = fact.label();
        token.scopes = String.join(" ", fact.scopes());
        token.clientId = fact.clientId() == null ? null : fact.clientId().value();
        token.issuedAt = at;
        token.expiry = fact.expiry();
        known(token, fact.secret());
        token.persist();
    }

    @EventHandler
    void on(TokenUsedFirst fact, @Timestamp Instant at, @SequenceNumber Long version) {
        changed(fact.tokenId(), version).firstUsedAt = at;
    }

    @EventHandler
    void on(TokenRelabelled fact, @SequenceNumber Long version) {
        changed(fact.tokenId(), version).label = fact.label();
    }

    @EventHandler
    void on(TokenScopesShrunk fact, @SequenceNumber Long version) {
        changed(fact.tokenId(), version).scopes = String.join(" ", fact.scopes());
    }

    @EventHandler
    void on(TokenRefreshed fact, @SequenceNumber Long version) {
        TokenView token = changed(fact.tokenId(), version);
        token.expiry = fact.expiry();
        known(token, fact.secret());
    }

    @EventHandler
    void on(TokenRevoked fact) {
        TokenView.deleteById(fact.tokenId().value());
    }

    @EventHandler
    void on(PersonRemoved fact) {
        forget("personId", fact.personId().value());
    }

    @EventHandler
    void on(PersonErased fact) {
        forget("personId", fact.personId().value());
    }

    @EventHandler
    void on(OauthClientRemoved fact) {
        forget("clientId", fact.oauthClientId().value());
    }

    private static void forget(String whose, long id) {
        TokenView.<TokenView>list(whose, id).forEach(TokenView::delete);
    }

    private static void known(TokenView token, TokenSecret secret) {
        token.hash = secret.hash();
        token.start = secret.start();
        token.refreshHash = secret.refreshHash();
    }

    /** A token that went with its person or client may still be told of; then there is nothing to show. */
    private static TokenView changed(TokenId id, long version) {
        TokenView token = TokenView.<TokenView>findByIdOptional(id.value()).orElseGet(TokenView::new);
        token.version = version;
        return token;
    }
}
