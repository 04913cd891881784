/** What screens and contracts see of storage pools. */
@NullMarked
package myidc.storage.read;

import org.jspecify.annotations.NullMarked;
