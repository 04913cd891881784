/** What happened to storage pools. */
@NullMarked
package myidc.storage.event;

import org.jspecify.annotations.NullMarked;
