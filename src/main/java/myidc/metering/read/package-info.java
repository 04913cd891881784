/** Meter points and their samples as others read them. */
@NullMarked
package myidc.metering.read;

import org.jspecify.annotations.NullMarked;
