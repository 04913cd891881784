package myidc.network.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One assignment of an address as screens show it: who had it, from when, until when. */
@Entity
@Table(name = "address_view")
public class AddressView extends PanacheEntityBase {
    /** Number of the assignment. */
    @Id
    public long id;

    public long prefixId;
    public String address = "";

    /** The address in hexadecimal digits of fixed length: orders as addresses do. */
    public String addressOrder = "";

    public int prefixLength;
    public @Nullable String gateway;
    public String holder = "";
    public @Nullable Long tenantId;
    public @Nullable String note;

    /** Name of what it is for, such as {@code HOST} or {@code RESERVATION}. */
    public String role = "HOST";

    /** When it goes back by itself; null when it does not. */
    public @Nullable Instant expiresAt;

    /** Whether it stays its tenant's when its holder goes. */
    public boolean reserved;

    /** What the tenant sorts a reserved one by. */
    public String[] tags = {};

    /** On whom it answers besides its holder, such as {@code instance-42}. */
    public String[] sharedWith = {};

    public Instant assignedAt = Instant.EPOCH;

    /** Null while it is held. */
    public @Nullable Instant releasedAt;

    /** Until when it rests after it was given back; null when it does not. */
    public @Nullable Instant quarantinedUntil;

    /** When its rest was ended before its time. */
    public @Nullable Instant quarantineLiftedAt;

    /** What it was to its holder at an instant: assigned, reserved, resting or free. */
    public String state(Instant at) {
        Instant back = releasedAt;
        if (back == null || back.isAfter(at)) {
            return role.equals("RESERVATION") ? "RESERVED" : "ASSIGNED";
        }
        Instant until = quarantineLiftedAt == null || quarantineLiftedAt.isAfter(at) ? quarantinedUntil : null;
        return until != null && until.isAfter(at) ? "QUARANTINED" : "RELEASED";
    }
}
