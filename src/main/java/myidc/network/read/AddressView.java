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
    public Instant assignedAt = Instant.EPOCH;

    /** Null while it is held. */
    public @Nullable Instant releasedAt;
}
