package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import myidc.shared.id.UserGroupId;

/** A group of users as screens show it. */
@Entity
@Table(name = "user_group_view")
public class UserGroupView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long tenantId;
    public String label = "";

    /** What its members may do beside what they are granted themselves, as JSON; read by {@link UserGroups#grants}. */
    public String grants = "{}";

    /** Numbers of its members, in the order in which they joined. */
    public Long[] members = {};

    public Instant createdAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;

    public UserGroupId userGroupId() {
        return new UserGroupId(id);
    }
}
