/** What screens and contracts see of sites, racks and devices. */
@NullMarked
package myidc.inventory.read;

import org.jspecify.annotations.NullMarked;
