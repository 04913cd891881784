/** What tenancy does about facts of others: an account whose service stops is suspended, and reinstated when it resumes. */
@NullMarked
package myidc.tenancy.policy;

import org.jspecify.annotations.NullMarked;
