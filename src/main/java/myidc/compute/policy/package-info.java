/** What compute does when something happened. */
@NullMarked
package myidc.compute.policy;

import org.jspecify.annotations.NullMarked;
