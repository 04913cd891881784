/**
 * Owns storage pools and what they report: what guests wrote, what is stored after deduplication and compression, what
 * fits. Aggregates: Pool, and Volume, a tenant's own disk that outlives the guests that have it. Refuses to know whose data
 * a pool holds otherwise. Listens to nobody.
 */
@NullMarked
package myidc.storage;

import org.jspecify.annotations.NullMarked;
