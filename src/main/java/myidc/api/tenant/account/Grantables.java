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
    /** Kinds of things that a support ticket may be about. */
    static final List<String> TICKETED = List.of("linode", "volume", "firewall", "vpc");

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

    /** A tenant's things of one kind. */
    List<Grantable.Thing> of(String kind, TenantId tenant) {
        return kinds.stream()
                .filter(each -> each.kind().equals(kind))
                .flatMap(each -> each.of(tenant).stream())
                .toList();
    }
}
