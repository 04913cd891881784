/** Axon on PostgreSQL: event store, names, processors, dead letters, rebuild. */
@NullMarked
package myidc.platform.axon;

import org.jspecify.annotations.NullMarked;
