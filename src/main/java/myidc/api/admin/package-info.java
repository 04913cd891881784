/** The operators' contract, {@code /admin/v1}: ours, errors as problem+json. */
@NullMarked
package myidc.api.admin;

import org.jspecify.annotations.NullMarked;
