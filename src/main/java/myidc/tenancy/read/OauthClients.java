package myidc.tenancy.read;

import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import myidc.shared.id.TenantId;

/** Reads OAuth clients. */
@Singleton
public final class OauthClients {
    /** A tenant's clients, by number; at most 1,000. */
    public List<OauthClientView> of(TenantId tenant) {
        return OauthClientView.<OauthClientView>find("tenantId", Sort.by("id"), tenant.value())
                .page(0, 1_000)
                .list();
    }

    public Optional<OauthClientView> of(TenantId tenant, String key) {
        return byKey(key).filter(client -> client.tenantId == tenant.value());
    }

    /** The client that shows itself by this key. */
    public Optional<OauthClientView> byKey(String key) {
        return OauthClientView.<OauthClientView>find("key", key).firstResultOptional();
    }

    public long count(TenantId tenant) {
        return OauthClientView.count("tenantId", tenant.value());
    }
}
