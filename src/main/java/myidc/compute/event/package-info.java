/** What happened to guests and hosts. */
@NullMarked
package myidc.compute.event;

import org.jspecify.annotations.NullMarked;
