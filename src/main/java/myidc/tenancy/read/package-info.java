/** What screens and contracts see of tenants, people and credentials. */
@NullMarked
package myidc.tenancy.read;

import org.jspecify.annotations.NullMarked;
