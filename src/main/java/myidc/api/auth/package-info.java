/** Signing in and out of the portal's screens. */
@NullMarked
package myidc.api.auth;

import org.jspecify.annotations.NullMarked;
