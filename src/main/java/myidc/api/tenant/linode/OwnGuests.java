package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import myidc.api.tenant.linode.TenantAddresses.Held;
import myidc.api.tenant.wire.GrantGuard;
import myidc.compute.ComputeRefusal;
import myidc.compute.read.GuestConfigs;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** The caller's tenant's guests, and of those the ones grants let a restricted user have; all others are not found. */
@Singleton
public final class OwnGuests {
    private static final String KIND = "linode";

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Instances instances;
    private final GuestConfigs configs;

    OwnGuests(CurrentCaller callers, GrantGuard guard, Instances instances, GuestConfigs configs) {
        this.callers = callers;
        this.guard = guard;
        this.instances = instances;
        this.configs = configs;
    }

    public InstanceView readable(long id) {
        InstanceView guest = own(id);
        guard.mayRead(KIND, id);
        return guest;
    }

    /** What is told of a guest; empty where the tenant has no such guest. */
    <R> R readable(long id, Optional<R> own) {
        R told = own.orElseThrow(OwnGuests::unknown);
        guard.mayRead(KIND, id);
        return told;
    }

    /** As {@link #readable(long)}, as of an instant; now when it is null. */
    InstanceView readable(long id, @Nullable Instant at) {
        if (at == null) {
            return readable(id);
        }
        InstanceView guest = instances
                .find(new InstanceId(id), at)
                .filter(found -> found.tenantId == callers.get().ownTenant().value())
                .orElseThrow(OwnGuests::unknown);
        guard.mayRead(KIND, id);
        return guest;
    }

    /** What the caller would have seen listed at the instant, by what they are granted now. */
    List<InstanceView> seen(Instant at) {
        LongPredicate sees = guard.sees(KIND);
        return instances.asOf(callers.get().ownTenant(), at).stream()
                .filter(guest -> sees.test(guest.id))
                .toList();
    }

    /** Those that the caller sees, by their labels; at most 500. */
    public List<InstanceView> byLabel() {
        return listed("1 = 1", callers.get().ownTenant().value());
    }

    /** The one with this label among those that the caller sees. */
    public InstanceView labelled(String label) {
        return listed("label = ?2", callers.get().ownTenant().value(), label).stream()
                .findFirst()
                .orElseThrow(OwnGuests::unknown);
    }

    private List<InstanceView> listed(String where, Object... values) {
        return instances
                .list(seen() + where, "label", values, new Page.Ask(1, Page.SIZE_MAX))
                .data();
    }

    public InstanceView changeable(long id) {
        InstanceView guest = own(id);
        guard.mayChange(KIND, id);
        return guest;
    }

    /** The guest that a field names; whoever may not change it is told no more than that. */
    public InstanceView changeable(String field, @Nullable Long asked) {
        long number = Check.range(field, asked, 1, Long.MAX_VALUE);
        try {
            return changeable(number);
        } catch (Refused refused) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " is not valid");
        }
    }

    /** To be called within work that ties something to the guest: it changes hands before that, or after. */
    public void keep(long id) {
        if (!instances.keep(callers.get().ownTenant(), new InstanceId(id))) {
            throw unknown();
        }
    }

    /** Refuses a configuration that the guest does not have; one that is not named is in order. */
    public void mustHave(InstanceView guest, String field, @Nullable Long config) {
        if (config != null && configs.of(new InstanceId(guest.id)).stream().noneMatch(row -> row.id == config)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    field,
                    field + " must be a configuration of the Linode, not " + config);
        }
    }

    /** The address, unless it is a guest's that the caller may not change. */
    Held changeableWith(Held held) {
        InstanceView guest = held.guest();
        if (guest != null) {
            changeable(guest.id);
        }
        return held;
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
        return instances.find(callers.get().ownTenant(), new InstanceId(id)).orElseThrow(OwnGuests::unknown);
    }

    private static Refused unknown() {
        return Refused.because(ComputeRefusal.INSTANCE_NOT_FOUND, "Not found");
    }
}
