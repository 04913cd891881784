/** What tenants may ask beyond Linode's contract, {@code /portal/v1}: our own words, errors as problem+json. */
@NullMarked
package myidc.api.portal;

import org.jspecify.annotations.NullMarked;
