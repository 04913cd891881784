/** Takes samples in: once each, whatever their order; what breaks a rule is kept with the reason. */
@NullMarked
package myidc.metering.intake;

import org.jspecify.annotations.NullMarked;
