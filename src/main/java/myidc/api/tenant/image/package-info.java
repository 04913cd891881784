/** Linode's tag Images: public images, a tenant's own, and those that tenants share with one another. */
@NullMarked
package myidc.api.tenant.image;

import org.jspecify.annotations.NullMarked;
