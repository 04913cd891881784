package myidc.api.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import myidc.platform.security.Open;
import myidc.platform.security.OwnCredentials;
import myidc.tenancy.OauthDesk;
import myidc.tenancy.OauthDesk.Granted;
import myidc.tenancy.read.OauthClientView;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Tokens for OAuth clients, and the end of them. Errors after RFC 6749, section 5.2. */
@Path("/oauth")
@Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
public final class TokenResource {
    private static final int TEXT_CHARS_MAX = 1_000;
    private final OauthDesk desk;

    TokenResource(OauthDesk desk) {
        this.desk = desk;
    }

    @POST
    @Path("/token")
    @Open
    @OwnCredentials
    public Response token(@BeanParam TokenForm form, @HeaderParam("Authorization") @Nullable String authorization) {
        if (form.tooLong()) {
            return error(400, "invalid_request", "A parameter is too long");
        }
        Optional<OauthClientView> client = client(form, authorization);
        if (client.isEmpty()) {
            return error(401, "invalid_client", "client_id or client_secret is wrong");
        }
        String grant = form.grantType() == null ? "" : form.grantType();
        return switch (grant) {
            case "authorization_code" ->
                form.code() == null
                        ? error(400, "invalid_request", "code is required")
                        : answer(desk.exchange(client.get(), form.code(), form.redirectUri(), form.codeVerifier()));
            case "refresh_token" ->
                form.refreshToken() == null
                        ? error(400, "invalid_request", "refresh_token is required")
                        : answer(desk.refresh(client.get(), form.refreshToken()));
            default -> error(400, "unsupported_grant_type", "grant_type must be authorization_code or refresh_token");
        };
    }

    @POST
    @Path("/revoke")
    @Open
    @OwnCredentials
    public Response revoke(@BeanParam TokenForm form, @HeaderParam("Authorization") @Nullable String authorization) {
        if (form.tooLong()) {
            return error(400, "invalid_request", "A parameter is too long");
        }
        Optional<OauthClientView> client = client(form, authorization);
        if (client.isEmpty()) {
            return error(401, "invalid_client", "client_id or client_secret is wrong");
        }
        if (form.token() == null) {
            return error(400, "invalid_request", "token is required");
        }
        desk.revoke(client.get(), form.token());
        return unkept(Response.ok(Map.of()));
    }

    /** A client proves itself in the form, or by HTTP's Basic scheme. */
    private Optional<OauthClientView> client(TokenForm form, @Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return desk.client(form.clientId(), form.clientSecret());
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : desk.client(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Response answer(Optional<Granted> granted) {
        return granted.map(tokens -> unkept(Response.ok(TokenJson.of(tokens))))
                .orElseGet(() -> error(400, "invalid_grant", "The grant is unknown, used or not this client's"));
    }

    private static Response error(int status, String error, String description) {
        return unkept(Response.status(status).entity(Map.of("error", error, "error_description", description)));
    }

    private static Response unkept(Response.ResponseBuilder response) {
        return response.type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    /** What a client sends, in either encoding of forms. */
    public record TokenForm(
            @RestForm("grant_type") @Nullable String grantType,
            @RestForm("client_id") @Nullable String clientId,
            @RestForm("client_secret") @Nullable String clientSecret,
            @RestForm("code") @Nullable String code,
            @RestForm("redirect_uri") @Nullable String redirectUri,
            @RestForm("code_verifier") @Nullable String codeVerifier,
            @RestForm("refresh_token") @Nullable String refreshToken,
            @RestForm("token") @Nullable String token) {
        boolean tooLong() {
            return java.util.stream.Stream.of(
                            grantType, clientId, clientSecret, code, redirectUri, codeVerifier, refreshToken, token)
                    .anyMatch(text -> text != null && text.length() > TEXT_CHARS_MAX);
        }

        @Override
        public String toString() {
            return "TokenForm[" + grantType + "]";
        }
    }

    /** Linode's answer: the scopes are told in the plural too. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TokenJson(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("refresh_token") String refreshToken,
            String scopes,
            String scope) {
        static TokenJson of(Granted granted) {
            return new TokenJson(
                    granted.accessToken(),
                    "bearer",
                    granted.lasts().toSeconds(),
                    granted.refreshToken(),
                    granted.scopes().text(),
                    granted.scopes().text());
        }

        @Override
        public String toString() {
            return "TokenJson[" + scopes + "]";
        }
    }
}
