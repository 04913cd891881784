/** Linode's tag "profile": the person who calls, their keys, tokens and sign-ins. */
@NullMarked
package myidc.api.tenant.profile;

import org.jspecify.annotations.NullMarked;
