package myidc.api.tenant.account;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import myidc.shared.id.TenantId;

/** All that a tenant has on which permissions may be given. */
@Singleton
public final class Grantables {
    private final Instance<Grantable> kinds;

    Grantables(@Any Instance<Grantable> kinds) {
        this.kinds = kinds;
    }

    /** A tenant's things by kind. */
    public Map<String, List<Grantable.Thing>> of(TenantId tenant) {
        Map<String, List<Grantable.Thing>> things = new TreeMap<>();
        kinds.forEach(kind -> things.put(kind.kind(), kind.of(tenant)));
        return things;
    }
}
