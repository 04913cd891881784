/**
 * Benchmarks over the portal's real wiring, started by {@code ./myidc bench NAME}. Each measures in a portal of its own
 * on an empty folder and reports ratios to plain SQL in the same run, since absolute figures do not travel.
 */
@NullMarked
package myidc.bench;

import org.jspecify.annotations.NullMarked;
