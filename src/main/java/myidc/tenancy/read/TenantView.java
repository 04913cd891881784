package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** A tenant as screens show it; its contact is blank once erased. */
@Entity
@Table(name = "tenant_view")
public class TenantView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public String name = "";
    public String currency = "";
    public String timeZone = "";
    public boolean suspended;
    public @Nullable String suspendedReason;
    public Instant openedAt = Instant.EPOCH;

    /** Since when nobody of the tenant is let in; null while the account is open. */
    public @Nullable Instant closedAt;

    /** What was said when it was closed; blank once the contact is erased. */
    public @Nullable String closedComments;

    /** Why staff closed it; null where its tenant did. */
    public @Nullable String closedReason;

    public @Nullable String company;
    public @Nullable String email;
    public @Nullable String firstName;
    public @Nullable String lastName;

    @Column(name = "address1")
    public @Nullable String address1;

    @Column(name = "address2")
    public @Nullable String address2;

    public @Nullable String city;
    public @Nullable String state;
    public @Nullable String zip;
    public @Nullable String country;
    public @Nullable String phone;
    public @Nullable String taxId;

    /** How much its guests may take together; null where there is no limit. */
    public @Nullable Integer quotaInstances;

    public @Nullable Integer quotaVcpus;
    public @Nullable Long quotaMemoryMb;
    public boolean networkHelper;
    public boolean backupsEnabled;
    public String interfacesForNewLinodes = "";
    public String maintenancePolicy = "";

    /** What it has agreed to, by the names of Linode's API. */
    public String[] agreements = {};

    public TenantId tenantId() {
        return new TenantId(id);
    }
}
