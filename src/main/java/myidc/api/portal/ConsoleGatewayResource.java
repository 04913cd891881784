package myidc.api.portal;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import myidc.api.gateway.ConsoleGateway;
import myidc.api.gateway.ConsoleGateway.Open;
import myidc.platform.security.TenantScope;
import org.jspecify.annotations.Nullable;

/** Where consoles open over SSH, and how one knows that it is there. */
@Path("/portal/v1/console-gateway")
public final class ConsoleGatewayResource {
    private final ConsoleGateway gateway;

    ConsoleGatewayResource(ConsoleGateway gateway) {
        this.gateway = gateway;
    }

    @GET
    @TenantScope("linodes:read_only")
    public GatewayJson gateway() {
        return gateway.open().map(GatewayJson::of).orElse(new GatewayJson(false, null, null, null, null));
    }

    /**
     * The gateway of consoles.
     *
     * @param open whether there is one
     * @param host the name by which it is reached; null for the portal's own
     * @param fingerprint of its key, as SSH clients show it
     * @param hostKey its public key
     */
    public record GatewayJson(
            boolean open,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String fingerprint,
            @Nullable String hostKey) {
        static GatewayJson of(Open gateway) {
            return new GatewayJson(true, gateway.name(), gateway.port(), gateway.fingerprint(), gateway.hostKey());
        }
    }
}
