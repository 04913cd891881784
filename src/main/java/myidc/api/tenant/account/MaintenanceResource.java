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
import myidc.api.tenant.linode.PolicyWords;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.Whoami;
import myidc.compute.MaintenancePolicy;
import myidc.compute.WaveCommand.Deed;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.read.Waves;
import myidc.platform.security.TenantScope;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;

/** Work of the house's that the caller's guests will notice: those on hosts that are being emptied move or stop. */
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
    private final Waves waves;

    MaintenanceResource(Whoami whoami, GrantGuard guard, Instances instances, Hosts hosts, Waves waves) {
        this.whoami = whoami;
        this.guard = guard;
        this.instances = instances;
        this.hosts = hosts;
        this.waves = waves;
    }

    @GET
    @TenantScope("account:read_only")
    public Listed<MaintenanceJson> list(@BeanParam ListQuery query) {
        LongPredicate sees = guard.sees("linode");
        List<MaintenanceJson> due = instances.byNumber(instances.idsOf(whoami.tenantId())).values().stream()
                .filter(guest -> sees.test(guest.id))
                .sorted(Comparator.comparingLong(guest -> guest.id))
                .flatMap(guest ->
                        emptied(guest).stream().map(host -> MaintenanceJson.of(guest, host, stays(guest, host))))
                .toList();
        return ATTRIBUTES.page(due, query, each -> each);
    }

    private Optional<HostView> emptied(InstanceView guest) {
        Long host = guest.hostId;
        return host == null ? Optional.empty() : hosts.find(new HostId(host)).filter(on -> on.state.equals(EMPTYING));
    }

    /** Only a wave lets guests stay; where none was begun, they are to leave for good. */
    private boolean stays(InstanceView guest, HostView host) {
        return waves.emptying(host)
                .map(wave -> switch (Deed.valueOf(wave.deed())) {
                    case STOP -> true;
                    case BY_POLICY -> guest.maintenancePolicy.equals(MaintenancePolicy.POWER_OFF_ON.name());
                    case MIGRATE, BOOT -> false;
                })
                .orElse(false);
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
        static MaintenanceJson of(InstanceView guest, HostView host, boolean stays) {
            String reason = host.reason;
            return new MaintenanceJson(
                    new EntityJson(guest.id, guest.label, "linode", "/v4/linode/instances/" + guest.id),
                    stays ? "power_off_on" : "migrate",
                    stays && guest.status.equals("OFFLINE") ? "started" : "pending",
                    reason == null ? "The host is taken out of use." : reason,
                    "scheduled",
                    "platform",
                    PolicyWords.shown(guest.maintenancePolicy),
                    null,
                    null,
                    null,
                    null);
        }
    }

    /** What will notice. */
    public record EntityJson(long id, String label, String type, String url) {}
}
