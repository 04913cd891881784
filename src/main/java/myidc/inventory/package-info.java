/**
 * Owns where things stand: sites, racks, devices and their catalogue. Aggregates: Site, Rack, Device. Refuses to know
 * what runs on a device or who pays for it. Listens to nobody.
 */
@NullMarked
package myidc.inventory;

import org.jspecify.annotations.NullMarked;
