package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import myidc.api.tenant.wire.GrantGuard;
import myidc.compute.ComputeRefusal;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;

/** The caller's tenant's guests, and of those the ones grants let a restricted user have; all others are not found. */
@Singleton
final class OwnGuests {
    private static final String KIND = "linode";

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Instances instances;

    OwnGuests(CurrentCaller callers, GrantGuard guard, Instances instances) {
        this.callers = callers;
        this.guard = guard;
        this.instances = instances;
    }

    InstanceView readable(long id) {
        InstanceView guest = own(id);
        guard.mayRead(KIND, id);
        return guest;
    }

    InstanceView changeable(long id) {
        InstanceView guest = own(id);
        guard.mayChange(KIND, id);
        return guest;
    }

    /** What a list is narrowed to, in HQL, to be followed by more; empty for an unrestricted user. */
    String seen() {
        if (!callers.get().restricted()) {
            return "";
        }
        LongPredicate sees = guard.sees(KIND);
        String ids = instances.idsOf(callers.get().ownTenant()).stream()
                .filter(sees::test)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        return ids.isEmpty() ? "1 = 0 and " : "id in (" + ids + ") and ";
    }

    private InstanceView own(long id) {
        return instances
                .find(callers.get().ownTenant(), new InstanceId(id))
                .orElseThrow(() -> Refused.because(ComputeRefusal.INSTANCE_NOT_FOUND, "Not found"));
    }
}
