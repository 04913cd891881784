/** What billing does when something happened elsewhere. */
@NullMarked
package myidc.billing.policy;

import org.jspecify.annotations.NullMarked;
