package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.tenancy.event.ConsoleSignIn;
import org.jspecify.annotations.Nullable;

/** A person as screens show them; what is personal is blank once erased. */
@Entity
@Table(name = "person_view")
public class PersonView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;

    @Enumerated(EnumType.STRING)
    public Role role = Role.TENANT;

    public @Nullable Long tenantId;
    public boolean restricted;
    public boolean secondFactor;

    /** Addresses and prefixes that the person signs in from alone; none for anywhere. */
    public String[] signInFrom = {};

    /** How the person signs in to the gateway of consoles. */
    @Enumerated(EnumType.STRING)
    public ConsoleSignIn consoleSignIn = ConsoleSignIn.KEYS_ONLY;

    /** Public keys for that. */
    public String[] consoleKeys = {};

    @Enumerated(EnumType.STRING)
    public State state = State.ACTIVE;

    public String username = "";
    public @Nullable String email;
    public @Nullable String displayName;
    public @Nullable String timeZone;
    public @Nullable String language;
    public boolean emailNotifications;
    /** What a restricted user may do, as JSON; read by {@link People#grants}. */
    public String grants = "{}";

    public Instant invitedAt = Instant.EPOCH;
    public @Nullable Instant passwordSetAt;
    public @Nullable Instant lastLoginAt;
    public @Nullable Boolean lastLoginOk;

    public PersonId personId() {
        return new PersonId(id);
    }

    /** Whether the person has a way in. */
    public enum State {
        ACTIVE,
        REMOVED,
        ERASED
    }
}
