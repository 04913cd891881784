/** What stands behind the contexts' ports. */
@NullMarked
package myidc.driver;

import org.jspecify.annotations.NullMarked;
