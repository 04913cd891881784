package myidc.platform.security;

import java.util.Optional;
import myidc.shared.Caller;
import org.jspecify.annotations.Nullable;

/** Who stands behind a credential; answered by the context that knows people. */
public interface CallerSource {
    /** The caller behind a bearer token; empty when unknown, expired or revoked. */
    default Optional<Caller> byToken(String token, String source) {
        return byToken(token, source, null).map(Known::caller);
    }

    /** As {@link #byToken(String, String)}; a call whose token is good is counted in the window, any other nowhere. */
    Optional<Known> byToken(String token, String source, CallWindows.@Nullable Window window);

    /** The caller behind a session cookie; empty when unknown or ended. */
    Optional<Caller> bySession(String session, String source);

    /**
     * The caller behind a token.
     *
     * @param counted how the window of the call stands; null when it was not to be counted
     */
    record Known(Caller caller, CallWindows.@Nullable Counted counted) {}
}
