package myidc.api.tenant.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Map;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.Whoami;
import myidc.api.tenant.wire.WireTime;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.TokenId;
import myidc.tenancy.Scopes;
import myidc.tenancy.TokenCommand.RelabelToken;
import myidc.tenancy.TokenCommand.RevokeToken;
import myidc.tenancy.TokenCommand.ShrinkScopes;
import myidc.tenancy.TokenDesk;
import myidc.tenancy.event.TokenUse;
import myidc.tenancy.read.TokenView;
import myidc.tenancy.read.Tokens;
import org.jspecify.annotations.Nullable;

/** Personal access tokens of the caller. */
@Path("/{api:v4|v4beta}/profile/tokens")
@TenantScope("account:read_only")
public final class TokensResource {
    /** Linode shows a token that never expires with this instant. */
    private static final String NEVER = "2999-12-12T05:00:00";

    private static final Attributes<TokenView> ATTRIBUTES = new Attributes<TokenView>()
            .with("id", Kind.NUMBER, token -> token.id)
            .with("label", Kind.TEXT, token -> token.label)
            .with("created", Kind.TIME, token -> token.issuedAt)
            .with("expiry", Kind.TIME, token -> token.expiry);

    private final Whoami whoami;
    private final Tokens tokens;
    private final TokenDesk desk;
    private final Commands commands;
    private final CurrentCaller callers;

    TokensResource(Whoami whoami, Tokens tokens, TokenDesk desk, Commands commands, CurrentCaller callers) {
        this.whoami = whoami;
        this.tokens = tokens;
        this.desk = desk;
        this.commands = commands;
        this.callers = callers;
    }

    @GET
    public Listed<TokenJson> list(@BeanParam ListQuery query) {
        return ATTRIBUTES.page(tokens.of(whoami.personId(), TokenUse.PERSONAL), query, TokenJson::of);
    }

    @GET
    @Path("/{id}")
    public TokenJson one(@PathParam("id") long id) {
        return TokenJson.of(known(id));
    }

    @POST
    @TenantScope("account:read_write")
    public TokenJson issue(TokenRequest body) {
        String label = body.label();
        TokenDesk.Wish wish =
                new TokenDesk.Wish(label == null || label.isBlank() ? "Token" : label, body.wanted(), body.until());
        TokenDesk.Issued<TokenJson> issued = desk.issue(whoami.personId(), wish, callers.get(), TokenJson::of);
        return issued.shown().showing(issued.token());
    }

    @PUT
    @Path("/{id}")
    @TenantScope("account:read_write")
    public TokenJson change(@PathParam("id") long id, TokenRequest body) {
        TokenId token = new TokenId(known(id).id);
        return commands.perform(
                () -> {
                    if (body.label() != null) {
                        commands.send(new RelabelToken(token, body.label()));
                    }
                    if (body.scopes() != null) {
                        commands.send(new ShrinkScopes(token, body.wanted()));
                    }
                },
                () -> TokenJson.of(known(id)));
    }

    @DELETE
    @Path("/{id}")
    @TenantScope("account:read_write")
    public Map<String, Object> revoke(@PathParam("id") long id) {
        commands.send(new RevokeToken(new TokenId(known(id).id)));
        return Map.of();
    }

    private TokenView known(long id) {
        return tokens.of(whoami.personId(), TokenUse.PERSONAL, new TokenId(id))
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    /** What a token is to be; null expiry for never. */
    public record TokenRequest(
            @Nullable String label,
            @Nullable String scopes,
            @Nullable String expiry) {
        Scopes wanted() {
            return Scopes.read(Check.text("scopes", scopes, 1_000));
        }

        @Nullable
        Instant until() {
            if (expiry == null || expiry.equals(NEVER)) {
                return null;
            }
            return WireTime.read(expiry)
                    .orElseThrow(() -> Refused.field(
                            CommonRefusal.INVALID_FIELD, "expiry", "expiry must be a time like 2018-01-02T03:04:05"));
        }
    }

    /** Linode's token object; {@code token} is whole in the answer that issues it, its beginning ever after. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record TokenJson(long id, String label, String scopes, String created, String expiry, String token) {
        static TokenJson of(TokenView view) {
            Instant expiry = view.expiry;
            return new TokenJson(
                    view.id,
                    view.label,
                    view.scopes,
                    WireTime.text(view.issuedAt),
                    expiry == null ? NEVER : WireTime.text(expiry),
                    view.start);
        }

        TokenJson showing(String whole) {
            return new TokenJson(id, label, scopes, created, expiry, whole);
        }
    }
}
