package myidc.tenancy.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.platform.axon.Projection;
import myidc.shared.id.OauthClientId;
import myidc.tenancy.event.OauthClientEvent.OauthClientAmended;
import myidc.tenancy.event.OauthClientEvent.OauthClientRegistered;
import myidc.tenancy.event.OauthClientEvent.OauthClientRemoved;
import myidc.tenancy.event.OauthClientEvent.OauthSecretReset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link OauthClientView}. */
@Singleton
@ProcessingGroup("tenancy.read")
public final class OauthClientProjection implements Projection {
    @Override
    public String name() {
        return "tenancy.oauth-clients";
    }

    @Override
    public List<String> tables() {
        return List.of("oauth_client_view");
    }

    @EventHandler
    void on(OauthClientRegistered fact, @Timestamp Instant at, @SequenceNumber Long version) {
        OauthClientView client = new OauthClientView();
        client.id = fact.oauthClientId().value();
        client.version = version;
        client.tenantId = fact.tenantId().value();
        client.key = fact.key();
        client.label = fact.label();
        client.redirectUri = fact.redirectUri();
        client.open = fact.open();
        client.secretHash = fact.secretHash();
        client.registeredAt = at;
        client.persist();
    }

    @EventHandler
    void on(OauthClientAmended fact, @SequenceNumber Long version) {
        OauthClientView client = changed(fact.oauthClientId(), version);
        client.label = fact.label();
        client.redirectUri = fact.redirectUri();
    }

    @EventHandler
    void on(OauthSecretReset fact, @SequenceNumber Long version) {
        changed(fact.oauthClientId(), version).secretHash = fact.secretHash();
    }

    @EventHandler
    void on(OauthClientRemoved fact) {
        OauthClientView.deleteById(fact.oauthClientId().value());
    }

    private static OauthClientView changed(OauthClientId id, long version) {
        OauthClientView client =
                OauthClientView.<OauthClientView>findByIdOptional(id.value()).orElseThrow();
        client.version = version;
        return client;
    }
}
