/** What the portal does by itself in the inventory: lets go of space whose time has run out. */
@NullMarked
package myidc.inventory.reconcile;

import org.jspecify.annotations.NullMarked;
