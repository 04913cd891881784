/** What happened to sites, racks and devices. */
@NullMarked
package myidc.inventory.event;

import org.jspecify.annotations.NullMarked;
