package myidc.platform.security;

import java.util.Optional;
import myidc.shared.Caller;

/** Who stands behind a credential; answered by the context that knows people. */
public interface CallerSource {
    /** The caller behind a bearer token; empty when unknown, expired or revoked. */
    Optional<Caller> byToken(String token, String source);

    /** The caller behind a session cookie; empty when unknown or ended. */
    Optional<Caller> bySession(String session, String source);
}
