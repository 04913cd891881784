/** The tenants' contract: Linode's API v4 on the wire, served alike under {@code /v4} and {@code /v4beta}. */
@NullMarked
package myidc.api.tenant;

import org.jspecify.annotations.NullMarked;
