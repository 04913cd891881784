/** Personal data sealed by a key per person; destroying the key erases it everywhere. */
@NullMarked
package myidc.platform.privacy;

import org.jspecify.annotations.NullMarked;
