/** What all of the tenants' contract shares: pages, the X-Filter grammar, times, scopes and limits as headers. */
@NullMarked
package myidc.api.tenant.wire;

import org.jspecify.annotations.NullMarked;
