package myidc.api.auth;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.NewCookie;
import myidc.platform.security.AuthenticationFilter;

/** The cookie that holds a session: no script reads it, no other site sends it. */
public final class SessionCookies {
    private SessionCookies() {}

    /** The cookie of a session; for as long as the browser runs, the server ends it earlier. */
    public static NewCookie holding(String secret, HttpServerRequest http) {
        return cookie(secret, http).build();
    }

    /** A cookie that takes the session's place and is gone at once. */
    public static NewCookie none(HttpServerRequest http) {
        return cookie("", http).maxAge(0).build();
    }

    private static NewCookie.Builder cookie(String value, HttpServerRequest http) {
        return new NewCookie.Builder(AuthenticationFilter.SESSION_COOKIE)
                .value(value)
                .path("/")
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .secure("https".equals(http.scheme()));
    }

    /** The network address a request came from. */
    public static String addressOf(HttpServerRequest http) {
        return http.remoteAddress() == null ? "unknown" : http.remoteAddress().hostAddress();
    }
}
