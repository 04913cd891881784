/** Owns who: tenants, people, credentials, grants. Refuses to know what they have or owe. */
@NullMarked
package myidc.tenancy;

import org.jspecify.annotations.NullMarked;
