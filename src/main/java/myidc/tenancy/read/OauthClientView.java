package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import myidc.shared.id.OauthClientId;
import org.jspecify.annotations.Nullable;

/** An OAuth client as screens show it. */
@Entity
@Table(name = "oauth_client_view")
public class OauthClientView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long tenantId;
    public String key = "";
    public String label = "";
    public String redirectUri = "";
    public boolean open;
    public @Nullable String secretHash;
    public Instant registeredAt = Instant.EPOCH;

    public OauthClientId clientId() {
        return new OauthClientId(id);
    }
}
