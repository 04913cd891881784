package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import myidc.tenancy.event.TokenUse;
import org.jspecify.annotations.Nullable;

/** A token that was not revoked; an expired one is still shown. */
@Entity
@Table(name = "token_view")
public class TokenView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long personId;

    @Enumerated(EnumType.STRING)
    public TokenUse tokenUse = TokenUse.PERSONAL;

    public String label = "";
    public String scopes = "";
    public String hash = "";
    public @Nullable String refreshHash;
    public String start = "";
    public @Nullable Long clientId;
    public Instant issuedAt = Instant.EPOCH;
    public @Nullable Instant expiry;
    public @Nullable Instant firstUsedAt;
}
