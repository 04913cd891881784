/**
 * Measures deduplication: cuts data into chunks, keeps keyed fingerprints of all of them or of a sample, and tells of any
 * group of volumes what it takes alone, what deleting it frees and its share of what is stored. Sampling and errors as in
 * Harnik and others, "Sketching Volume Capacities in Deduplicated Storage", FAST 2019. Knows no portal and no framework,
 * so that it also runs on a host beside the data.
 */
@NullMarked
package myidc.storage.sketch;

import org.jspecify.annotations.NullMarked;
