package myidc.platform.security;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** Which calls are counted; asked before the caller is known, so that a token is looked up and its call counted at once. */
public interface CountedCalls {
    /** The window in which a call with this token counts if the token is good; null for a call that is not counted. */
    CallWindows.@Nullable Window window(ContainerRequestContext call, String token);
}
