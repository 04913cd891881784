/** What follows from what pools told: warnings of days to come. */
@NullMarked
package myidc.storage.policy;

import org.jspecify.annotations.NullMarked;
