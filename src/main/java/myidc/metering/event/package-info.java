/** Facts of meter points. */
@NullMarked
package myidc.metering.event;

import org.jspecify.annotations.NullMarked;
