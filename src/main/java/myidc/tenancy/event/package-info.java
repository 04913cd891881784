/** What happened to tenants, people and their credentials. */
@NullMarked
package myidc.tenancy.event;

import org.jspecify.annotations.NullMarked;
