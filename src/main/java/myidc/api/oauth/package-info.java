/** OAuth 2 as Linode's login server speaks it: authorization code with PKCE, a page to consent on, tokens, sign-out. */
@NullMarked
package myidc.api.oauth;

import org.jspecify.annotations.NullMarked;
