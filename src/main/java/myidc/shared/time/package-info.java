/**
 * Stretches of time as books need them: half-open periods of instants and calendar months in a zone; reads no clock.
 */
@NullMarked
package myidc.shared.time;

import org.jspecify.annotations.NullMarked;
