/**
 * Owns who: tenants, people, what proves them, what they may do. Aggregates: Tenant, Person, Token, OauthClient. Secrets
 * are never in facts; what is personal is sealed there by the person's key. Refuses to know what tenants have or owe.
 * Listens to nobody.
 */
@NullMarked
package myidc.tenancy;

import org.jspecify.annotations.NullMarked;
