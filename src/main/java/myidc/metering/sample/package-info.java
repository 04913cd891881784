/** From samples to increments and slots, as pure functions: wraps, resets, gaps and figures above what a port can carry. */
@NullMarked
package myidc.metering.sample;

import org.jspecify.annotations.NullMarked;
