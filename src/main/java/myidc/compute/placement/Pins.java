package myidc.compute.placement;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.shared.id.HostId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Which hosts of a site are kept for which tenants; all others are for all, but for tenants bound to those kept for them. */
public final class Pins {
    public static final Pins NONE = new Pins(Map.of());

    private final Map<HostId, Pin> byHost;
    private final Set<Long> bound;

    public Pins(Map<HostId, Pin> byHost) {
        this.byHost = byHost;
        this.bound = byHost.values().stream()
                .filter(Pin::onlyThere)
                .flatMap(pin -> pin.tenants().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean isEmpty() {
        return byHost.isEmpty();
    }

    /** Why a tenant's guest may not go to the host; null when it may. */
    public @Nullable String refusal(TenantId tenant, HostId host) {
        Pin pin = byHost.get(host);
        if (pin != null) {
            return pin.tenants().contains(tenant.value()) ? null : "PINNED";
        }
        return bound.contains(tenant.value()) ? "PINNED_ELSEWHERE" : null;
    }

    /**
     * For whom a host is kept.
     *
     * @param tenants their numbers
     * @param onlyThere whether their guests go to hosts kept for them alone
     */
    public record Pin(Set<Long> tenants, boolean onlyThere) {}
}
