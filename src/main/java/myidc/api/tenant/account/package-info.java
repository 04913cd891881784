/** Linode's tag "account": the tenant, its settings, users and their grants, OAuth clients, sign-ins. */
@NullMarked
package myidc.api.tenant.account;

import org.jspecify.annotations.NullMarked;
