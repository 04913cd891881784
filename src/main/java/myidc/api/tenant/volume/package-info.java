/** Volumes, as tenants' clients of Linode's API know them. */
@NullMarked
package myidc.api.tenant.volume;

import org.jspecify.annotations.NullMarked;
