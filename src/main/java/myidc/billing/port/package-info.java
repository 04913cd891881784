/** What billing needs from outside: providers of payments. */
@NullMarked
package myidc.billing.port;

import org.jspecify.annotations.NullMarked;
