package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A token by which the owner of a group takes its maker in. */
@Entity
@Table(name = "share_token_view")
public class ShareTokenView extends PanacheEntityBase {
    @Id
    public long id;

    public long tenantId;
    public String uuid = "";

    /** The one group that it is good for. */
    public String groupUuid = "";

    public String label = "";
    public String secretHash = "";
    public Instant createdAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;
}
