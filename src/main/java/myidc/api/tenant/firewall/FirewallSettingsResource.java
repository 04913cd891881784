package myidc.api.tenant.firewall;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import myidc.api.tenant.wire.GrantGuard;
import myidc.network.FirewallCommand.MakeFirewallDefault;
import myidc.network.event.FirewallUsage;
import myidc.network.read.Firewalls;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.FirewallId;
import org.jspecify.annotations.Nullable;

/** Which firewalls new things have, unless it is said otherwise. */
@Path("/{api:v4|v4beta}/networking/firewalls/settings")
@TenantScope("firewall:read_write")
public final class FirewallSettingsResource {
    private final Commands commands;
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Firewalls firewalls;
    private final OwnFirewalls own;

    FirewallSettingsResource(
            Commands commands, CurrentCaller callers, GrantGuard guard, Firewalls firewalls, OwnFirewalls own) {
        this.commands = commands;
        this.callers = callers;
        this.guard = guard;
        this.firewalls = firewalls;
        this.own = own;
    }

    @GET
    @TenantScope("firewall:read_only")
    public SettingsJson read() {
        return new SettingsJson(new DefaultsJson(
                chosen(FirewallUsage.LINODE),
                chosen(FirewallUsage.NODEBALANCER),
                chosen(FirewallUsage.PUBLIC_INTERFACE),
                chosen(FirewallUsage.VPC_INTERFACE)));
    }

    /** What is absent stays, what is null is none from now on. */
    @PUT
    public SettingsJson change(SettingsRequest body) {
        guard.unrestricted();
        JsonNode asked = Check.present("default_firewall_ids", body.ids());
        List<MakeFirewallDefault> wanted = new ArrayList<>();
        if (!asked.isObject()) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "default_firewall_ids", "default_firewall_ids must be an object");
        }
        for (Map.Entry<String, JsonNode> entry : asked.properties()) {
            String field = "default_firewall_ids." + entry.getKey();
            FirewallUsage usage = Check.oneOf(field, entry.getKey().toUpperCase(Locale.ROOT), FirewallUsage.class);
            Long present = chosen(usage);
            Long next = entry.getValue().isNull() ? null : own.named(field, number(field, entry.getValue())).id;
            if (present != null && !present.equals(next)) {
                wanted.add(new MakeFirewallDefault(new FirewallId(present), usage, false));
            }
            if (next != null) {
                wanted.add(new MakeFirewallDefault(new FirewallId(next), usage, true));
            }
        }
        return commands.perform(() -> wanted.forEach(commands::send), this::read);
    }

    private static long number(String field, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, field, field + " must be the number of a firewall or null");
        }
        return value.asLong();
    }

    private @Nullable Long chosen(FirewallUsage usage) {
        return firewalls
                .defaultOf(callers.get().ownTenant(), usage)
                .map(row -> row.id)
                .orElse(null);
    }

    /** Linode's firewall settings object. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record SettingsJson(DefaultsJson defaultFirewallIds) {}

    /** Numbers of firewalls; null for none. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record DefaultsJson(
            @Nullable Long linode,
            @Nullable Long nodebalancer,
            @Nullable Long publicInterface,
            @Nullable Long vpcInterface) {}

    /** Body of PUT /networking/firewalls/settings. */
    public record SettingsRequest(
            @JsonProperty("default_firewall_ids") @Nullable JsonNode ids) {}
}
