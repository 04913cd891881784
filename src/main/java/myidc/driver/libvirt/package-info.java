/** Real hosts, spoken to through libvirt: the only place that knows of it. */
@NullMarked
package myidc.driver.libvirt;

import org.jspecify.annotations.NullMarked;
