/** Linode's words for guests, their catalogue, regions, addresses and events. */
@NullMarked
package myidc.api.tenant.linode;

import org.jspecify.annotations.NullMarked;
