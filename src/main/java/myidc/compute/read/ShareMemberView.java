package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A tenant that another shares images with. */
@Entity
@Table(name = "share_member_view")
public class ShareMemberView extends PanacheEntityBase {
    @Id
    public String tokenUuid = "";

    public long shareGroupId;
    public long tenantId;
    public String label = "";
    public Instant createdAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;
}
