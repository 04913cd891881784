/** Linode's service transfers: machines that go from one account to another. */
@NullMarked
package myidc.api.tenant.transfer;

import org.jspecify.annotations.NullMarked;
