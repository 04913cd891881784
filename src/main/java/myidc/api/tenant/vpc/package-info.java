/** Linode's group "VPCs": tenants' private networks. */
@NullMarked
package myidc.api.tenant.vpc;

import org.jspecify.annotations.NullMarked;
