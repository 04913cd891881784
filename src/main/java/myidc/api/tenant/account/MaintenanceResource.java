package myidc.api.tenant.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.Whoami;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.platform.security.TenantScope;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;

/** Work of the house's that the caller's guests will notice: those on hosts that are being emptied will move. */
@Path("/{api:v4|v4beta}/account/maintenance")
public final class MaintenanceResource {
    private static final String EMPTYING = "DRAINING";
    private static final Attributes<MaintenanceJson> ATTRIBUTES = new Attributes<MaintenanceJson>()
            .with("status", Kind.TEXT, MaintenanceJson::status)
            .with("type", Kind.TEXT, MaintenanceJson::type)
            .with("reason", Kind.TEXT, MaintenanceJson::reason);

    private final Whoami whoami;
    private final GrantGuard guard;
    private final Instances instances;
    private final Hosts hosts;

    MaintenanceResource(Whoami whoami, GrantGuard guard, Instances instances, Hosts hosts) {
        this.whoami = whoami;
        this.guard = guard;
        this.instances = instances;
        this.hosts = hosts;
    }

    @GET
    @TenantScope("account:read_only")
    public Listed<MaintenanceJson> list(@BeanParam ListQuery query) {
        LongPredicate sees = guard.sees("linode");
        List<MaintenanceJson> due = instances.byNumber(instances.idsOf(whoami.tenantId())).values().stream()
                .filter(guest -> sees.test(guest.id))
                .sorted(Comparator.comparingLong(guest -> guest.id))
                .flatMap(guest -> emptied(guest).stream().map(host -> MaintenanceJson.of(guest, host)))
                .toList();
        return ATTRIBUTES.page(due, query, each -> each);
    }

    private Optional<HostView> emptied(InstanceView guest) {
        Long host = guest.hostId;
        return host == null ? Optional.empty() : hosts.find(new HostId(host)).filter(on -> on.state.equals(EMPTYING));
    }

    /** Linode's account maintenance object; when it happens is not fixed beforehand. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record MaintenanceJson(
            EntityJson entity,
            String type,
            String status,
            String reason,
            String description,
            String source,
            String maintenancePolicySet,
            @Nullable String when,
            @Nullable String notBefore,
            @Nullable String startTime,
            @Nullable String completeTime) {
        static MaintenanceJson of(InstanceView guest, HostView host) {
            String reason = host.reason;
            return new MaintenanceJson(
                    new EntityJson(guest.id, guest.label, "linode", "/v4/linode/instances/" + guest.id),
                    "migrate",
                    "pending",
                    reason == null ? "The host is taken out of use." : reason,
                    "scheduled",
                    "platform",
                    "linode/migrate",
                    null,
                    null,
                    null,
                    null);
        }
    }

    /** What will notice. */
    public record EntityJson(long id, String label, String type, String url) {}
}
