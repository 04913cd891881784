package myidc.api.tenant.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.Whoami;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.OauthClientId;
import myidc.tenancy.OauthClientCommand.AmendOauthClient;
import myidc.tenancy.OauthClientCommand.OauthClientTerms;
import myidc.tenancy.OauthClientCommand.RegisterOauthClient;
import myidc.tenancy.OauthClientCommand.RemoveOauthClient;
import myidc.tenancy.OauthClientCommand.ResetOauthSecret;
import myidc.tenancy.Secrets;
import myidc.tenancy.read.OauthClientView;
import myidc.tenancy.read.OauthClients;
import org.jspecify.annotations.Nullable;

/** Programs that people may let act for them; a client's secret is shown once. */
@Path("/{api:v4|v4beta}/account/oauth-clients")
@TenantScope("account:read_only")
public final class OauthClientsResource {
    private static final int CLIENTS_MAX = 200;
    private static final String REDACTED = "<REDACTED>";
    private static final Attributes<OauthClientView> ATTRIBUTES = new Attributes<OauthClientView>()
            .with("id", Kind.TEXT, "key", client -> client.key)
            .with("label", Kind.TEXT, client -> client.label)
            .with("public", Kind.FLAG, "open", client -> client.open);

    private final Whoami whoami;
    private final GrantGuard guard;
    private final OauthClients clients;
    private final Commands commands;
    private final Sequences sequences;

    OauthClientsResource(
            Whoami whoami, GrantGuard guard, OauthClients clients, Commands commands, Sequences sequences) {
        this.whoami = whoami;
        this.guard = guard;
        this.clients = clients;
        this.commands = commands;
        this.sequences = sequences;
    }

    @GET
    public Listed<OauthClientJson> list(@BeanParam ListQuery query) {
        guard.mayReadAccount();
        return ATTRIBUTES.page(clients.of(whoami.tenantId()), query, OauthClientJson::of);
    }

    @GET
    @Path("/{key}")
    public OauthClientJson one(@PathParam("key") String key) {
        guard.mayReadAccount();
        return OauthClientJson.of(known(key));
    }

    @POST
    @TenantScope("account:read_write")
    public OauthClientJson register(OauthClientRequest body) {
        guard.mayChangeAccount();
        if (clients.count(whoami.tenantId()) >= CLIENTS_MAX) {
            throw Refused.because(
                    CommonRefusal.INVALID_FIELD, "An account may have at most " + CLIENTS_MAX + " OAuth clients");
        }
        boolean open = Boolean.TRUE.equals(body.open());
        String secret = Secrets.token();
        String key = Secrets.hex(10);
        RegisterOauthClient command = new RegisterOauthClient(
                new OauthClientId(sequences.next("oauthclient")),
                whoami.tenantId(),
                key,
                new OauthClientTerms(
                        Check.text("label", body.label(), 512),
                        Check.text("redirect_uri", body.redirectUri(), 512),
                        open),
                open ? null : Secrets.hash(secret));
        OauthClientJson registered = commands.perform(() -> commands.send(command), () -> one(key));
        return open ? registered : registered.showing(secret);
    }

    @PUT
    @Path("/{key}")
    @TenantScope("account:read_write")
    public OauthClientJson amend(@PathParam("key") String key, OauthClientRequest body) {
        guard.mayChangeAccount();
        OauthClientView client = known(key);
        AmendOauthClient command = new AmendOauthClient(
                client.clientId(),
                body.label() == null ? client.label : body.label(),
                body.redirectUri() == null ? client.redirectUri : body.redirectUri());
        return commands.perform(() -> commands.send(command), () -> one(key));
    }

    @POST
    @Path("/{key}/reset-secret")
    @TenantScope("account:read_write")
    public OauthClientJson reset(@PathParam("key") String key) {
        guard.mayChangeAccount();
        String secret = Secrets.token();
        ResetOauthSecret command = new ResetOauthSecret(known(key).clientId(), Secrets.hash(secret));
        return commands.perform(() -> commands.send(command), () -> one(key)).showing(secret);
    }

    @DELETE
    @Path("/{key}")
    @TenantScope("account:read_write")
    public Map<String, Object> remove(@PathParam("key") String key) {
        guard.mayChangeAccount();
        commands.send(new RemoveOauthClient(known(key).clientId()));
        return Map.of();
    }

    private OauthClientView known(String key) {
        return clients.of(whoami.tenantId(), key)
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    /** What a client is to be; in a change, absent fields stay as they are. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record OauthClientRequest(
            @Nullable String label,
            @Nullable String redirectUri,
            @JsonProperty("public") @Nullable Boolean open) {}

    /** Linode's OAuth client object. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record OauthClientJson(
            String id,
            String label,
            String redirectUri,
            @JsonProperty("public") boolean open,
            String status,
            String secret,
            @Nullable String thumbnailUrl) {
        static OauthClientJson of(OauthClientView client) {
            return new OauthClientJson(
                    client.key, client.label, client.redirectUri, client.open, "active", REDACTED, null);
        }

        OauthClientJson showing(String shown) {
            return new OauthClientJson(id, label, redirectUri, open, status, shown, thumbnailUrl);
        }

        @Override
        public String toString() {
            return "OauthClientJson[" + id + "]";
        }
    }
}
