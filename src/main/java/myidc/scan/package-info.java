/**
 * {@code ./myidc scan}: reads images, devices and directories on the machine they lie on and tells what they share. Knows
 * no portal and no framework, since it is also a jar of its own that is copied to a host.
 */
@NullMarked
package myidc.scan;

import org.jspecify.annotations.NullMarked;
