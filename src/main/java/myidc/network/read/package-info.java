/** What screens and contracts see of prefixes and addresses. */
@NullMarked
package myidc.network.read;

import org.jspecify.annotations.NullMarked;
