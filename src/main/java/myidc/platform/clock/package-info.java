/** The one clock; it can be moved forward when the portal is started so. */
@NullMarked
package myidc.platform.clock;

import org.jspecify.annotations.NullMarked;
