package myidc.api.tenant.profile;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.Whoami;
import myidc.api.tenant.wire.WireTime;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.TokenId;
import myidc.tenancy.TokenCommand.RevokeToken;
import myidc.tenancy.event.TokenUse;
import myidc.tenancy.read.TokenView;
import myidc.tenancy.read.Tokens;
import org.jspecify.annotations.Nullable;

/** Programs that the caller let act in their name. */
@Path("/{api:v4|v4beta}/profile/apps")
@TenantScope("account:read_only")
public final class AppsResource {
    private static final Attributes<TokenView> ATTRIBUTES = new Attributes<TokenView>()
            .with("id", Kind.NUMBER, app -> app.id)
            .with("label", Kind.TEXT, app -> app.label);

    private final Whoami whoami;
    private final Tokens tokens;
    private final Commands commands;

    AppsResource(Whoami whoami, Tokens tokens, Commands commands) {
        this.whoami = whoami;
        this.tokens = tokens;
        this.commands = commands;
    }

    @GET
    public Listed<AppJson> list(@BeanParam ListQuery query) {
        return ATTRIBUTES.page(tokens.of(whoami.personId(), TokenUse.OAUTH), query, AppJson::of);
    }

    @GET
    @Path("/{id}")
    public AppJson one(@PathParam("id") long id) {
        return AppJson.of(known(id));
    }

    @DELETE
    @Path("/{id}")
    @TenantScope("account:read_write")
    public Map<String, Object> revoke(@PathParam("id") long id) {
        commands.send(new RevokeToken(new TokenId(known(id).id)));
        return Map.of();
    }

    private TokenView known(long id) {
        return tokens.of(whoami.personId(), TokenUse.OAUTH, new TokenId(id))
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    /** Linode's authorized app object. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record AppJson(
            long id,
            String label,
            String scopes,
            String created,
            @Nullable String expiry,
            String website,
            @Nullable String thumbnailUrl) {
        static AppJson of(TokenView token) {
            return new AppJson(
                    token.id,
                    token.label,
                    token.scopes,
                    WireTime.text(token.issuedAt),
                    WireTime.textOrNull(token.expiry),
                    "",
                    null);
        }
    }
}
