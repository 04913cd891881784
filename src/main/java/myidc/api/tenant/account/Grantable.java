package myidc.api.tenant.account;

import java.util.List;
import myidc.shared.id.TenantId;

/** Things of a kind on which a restricted user may be given a permission; a bean for each kind there is. */
public interface Grantable {
    /** Linode's word for the kind, such as {@code linode}. */
    String kind();

    /** A tenant's things of this kind; at most 10,000. */
    List<Thing> of(TenantId tenant);

    /** A thing by number and label. */
    record Thing(long id, String label) {}
}
