package myidc.platform.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This open operation reads its credentials itself: a client's of OAuth, or a session with a token of its own form. The
 * door neither reads nor refuses what is sent.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface OwnCredentials {}
