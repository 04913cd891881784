/**
 * Owns meter points and what was measured at them: octets of interfaces, readings of power meters, bytes of pools, counted
 * quantities. Aggregate: MeterPoint. Samples are measurements, kept in tables by month and not as facts; what a bill
 * takes of them becomes a fact of billing. What tenants store in pools is read from what sketches told. Refuses to know
 * prices. Listens to nobody.
 */
@NullMarked
package myidc.metering;

import org.jspecify.annotations.NullMarked;
