/** Words that every part of the portal shares; depends on java.* only. */
@NullMarked
package myidc.shared;

import org.jspecify.annotations.NullMarked;
