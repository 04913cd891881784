package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A public SSH key of a person. */
@Entity
@Table(name = "ssh_key_view")
public class SshKeyView extends PanacheEntityBase {
    @Id
    public long id;

    public long personId;
    public String label = "";
    public String key = "";
    public Instant addedAt = Instant.EPOCH;
}
