package myidc.api.oauth;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import myidc.shared.Refused;
import myidc.tenancy.Scopes;
import myidc.tenancy.read.OauthClientView;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a client asks a person for. RFC 6749, section 4.1.1, and RFC 7636, section 4.3. */
record AuthorizationRequest(
        OauthClientView client,
        String redirectUri,
        Scopes scopes,
        @Nullable String state,
        @Nullable String challenge) {
    private static final int TEXT_CHARS_MAX = 2_000;
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** The request, or the name of the first parameter that is not right. */
    static Reading read(Sent sent, Function<String, Optional<OauthClientView>> clients) {
        if (sent.tooLong()) {
            return new Reading(null, "request");
        }
        Optional<OauthClientView> client = clients.apply(sent.clientId() == null ? "" : sent.clientId());
        if (client.isEmpty()) {
            return new Reading(null, "client_id");
        }
        String registered = client.get().redirectUri;
        String redirect = sent.redirectUri() == null ? registered : sent.redirectUri();
        if (!withoutQuery(redirect).equals(withoutQuery(registered)) || !plain(redirect)) {
            return new Reading(null, "redirect_uri");
        }
        if (!"code".equals(sent.responseType())) {
            return new Reading(null, "response_type");
        }
        String challenge = sent.codeChallenge();
        if (challenge == null
                ? client.get().open
                : !CHALLENGE.matcher(challenge).matches()) {
            return new Reading(null, "code_challenge");
        }
        if (challenge != null && !"S256".equals(sent.codeChallengeMethod())) {
            return new Reading(null, "code_challenge_method");
        }
        try {
            Scopes scopes = Scopes.read(sent.scope() == null ? sent.scopes() : sent.scope());
            return new Reading(new AuthorizationRequest(client.get(), redirect, scopes, sent.state(), challenge), null);
        } catch (Refused refused) {
            return new Reading(null, "scope");
        }
    }

    /** Where the person is sent back to, with a code or an error. */
    URI back(String name, String value) {
        UriBuilder uri = UriBuilder.fromUri(redirectUri).queryParam(name, "{value}");
        return state == null
                ? uri.build(value)
                : uri.queryParam("state", "{state}").build(value, state);
    }

    private static boolean plain(String uri) {
        try {
            return new URI(uri).getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The address without what a client added to it. */
    private static String withoutQuery(String uri) {
        int question = uri.indexOf('?');
        return question < 0 ? uri : uri.substring(0, question);
    }

    /** Either a request or what is wrong with it. */
    record Reading(
            @Nullable AuthorizationRequest request,
            @Nullable String wrong) {}

    /** The parameters as sent. */
    interface Sent {
        @Nullable
        String clientId();

        @Nullable
        String responseType();

        @Nullable
        String redirectUri();

        @Nullable
        String scope();

        @Nullable
        String scopes();

        @Nullable
        String state();

        @Nullable
        String codeChallenge();

        @Nullable
        String codeChallengeMethod();

        default boolean tooLong() {
            return parameters().values().stream().anyMatch(text -> text.length() > TEXT_CHARS_MAX);
        }

        /** Those that were sent, by name, for the page's form to send again. */
        default Map<String, String> parameters() {
            Map<String, @Nullable String> all = new LinkedHashMap<>();
            all.put("client_id", clientId());
            all.put("response_type", responseType());
            all.put("redirect_uri", redirectUri());
            all.put("scope", scope());
            all.put("scopes", scopes());
            all.put("state", state());
            all.put("code_challenge", codeChallenge());
            all.put("code_challenge_method", codeChallengeMethod());
            Map<String, String> sent = new LinkedHashMap<>();
            all.forEach((name, value) -> {
                if (value != null) {
                    sent.put(name, value);
                }
            });
            return sent;
        }
    }

    /** In the address. */
    record Asked(
            @RestQuery("client_id") @Nullable String clientId,
            @RestQuery("response_type") @Nullable String responseType,
            @RestQuery("redirect_uri") @Nullable String redirectUri,
            @RestQuery("scope") @Nullable String scope,
            @RestQuery("scopes") @Nullable String scopes,
            @RestQuery("state") @Nullable String state,
            @RestQuery("code_challenge") @Nullable String codeChallenge,
            @RestQuery("code_challenge_method") @Nullable String codeChallengeMethod)
            implements Sent {}

    /** In the page's form, with what the person did. */
    record Decided(
            @RestForm("client_id") @Nullable String clientId,
            @RestForm("response_type") @Nullable String responseType,
            @RestForm("redirect_uri") @Nullable String redirectUri,
            @RestForm("scope") @Nullable String scope,
            @RestForm("scopes") @Nullable String scopes,
            @RestForm("state") @Nullable String state,
            @RestForm("code_challenge") @Nullable String codeChallenge,
            @RestForm("code_challenge_method") @Nullable String codeChallengeMethod,
            @RestForm("deed") @Nullable String deed,
            @RestForm("proof") @Nullable String proof,
            @RestForm("username") @Nullable String username,
            @RestForm("password") @Nullable String password,
            @RestForm("code") @Nullable String code)
            implements Sent {
        @Override
        public String toString() {
            return "Decided[" + deed + "]";
        }
    }
}
