/** Firewalls, their rules and devices, as tenants' clients of Linode's API know them. */
@NullMarked
package myidc.api.tenant.firewall;

import org.jspecify.annotations.NullMarked;
