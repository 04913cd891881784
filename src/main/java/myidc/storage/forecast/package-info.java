/**
 * When something that fills up will be full, from its use day by day. Refuses to know what it is that fills; numbers in,
 * numbers out.
 */
@NullMarked
package myidc.storage.forecast;

import org.jspecify.annotations.NullMarked;
