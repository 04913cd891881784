package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A difference between declared and discovered as screens show it. */
@Entity
@Table(name = "drift_view")
public class DriftView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public @Nullable Long deviceId;
    public String subject = "";
    public String attribute = "";
    public @Nullable String declared;
    public String discovered = "";
    public String source = "";

    /** OPEN, ACCEPTED, REJECTED or SETTLED. */
    public String state = "";

    public Instant foundAt = Instant.EPOCH;
    public @Nullable Instant decidedAt;
}
