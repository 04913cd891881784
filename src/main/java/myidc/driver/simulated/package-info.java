/** A machine room that exists in PostgreSQL only: it takes its time and fails when told to. */
@NullMarked
package myidc.driver.simulated;

import org.jspecify.annotations.NullMarked;
