/** Typed identities: one record per kind of thing, printed as kind-number. */
@NullMarked
package myidc.shared.id;

import org.jspecify.annotations.NullMarked;
