package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.shared.id.HostId;

/** A placement group as screens show it. */
@Entity
@Table(name = "placement_group_view")
public class PlacementGroupView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long tenantId;
    public String label = "";
    public long siteId;
    public String region = "";
    public boolean strict;

    /** Numbers of its guests, in the order in which they joined. */
    public Long[] members = {};

    /** Where each of {@link #members} runs; 0 for nowhere. */
    public Long[] hosts = {};

    public Instant createdAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;

    /** Hosts that have a member. */
    public Set<HostId> taken() {
        return Arrays.stream(hosts).filter(host -> host != 0).map(HostId::new).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the member with this index shares its host with no other. */
    public boolean apart(int index) {
        long host = hosts[index];
        return host == 0 || Arrays.stream(hosts).filter(other -> other == host).count() == 1;
    }
}
