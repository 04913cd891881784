/** What an operator runs on the portal itself: live feed, metrics, health. */
@NullMarked
package myidc.platform.ops;

import org.jspecify.annotations.NullMarked;
