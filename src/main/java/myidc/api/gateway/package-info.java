/** Machines' text consoles over SSH. */
@NullMarked
package myidc.api.gateway;

import org.jspecify.annotations.NullMarked;
