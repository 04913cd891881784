/** Runs storage tools on this machine, or by the system's ssh on others. */
@NullMarked
package myidc.driver.tools;

import org.jspecify.annotations.NullMarked;
