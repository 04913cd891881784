package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt to sign in; its address is blank once the person is erased. */
@Entity
@Table(name = "login_view")
public class LoginView extends PanacheEntityBase {
    @Id
    public long id;

    public long personId;
    public @Nullable Long tenantId;
    public Instant at = Instant.EPOCH;
    public String address = "";
    public boolean restricted;
    public boolean successful;
    /** Refused for the second factor; the password was right. */
    public boolean codeWrong;
    /** Refused for where it came from; the password was right. */
    public boolean elsewhere;
    /** Whether a code was shown beside the password; null for what was refused, and before this was kept. */
    public @Nullable Boolean withCode;
    /** Refused at the gateway of consoles: no key that was offered is the person's. */
    public boolean keyUnknown;
}
